"""One question to z3: can all times be?  It answers no, with the claims of one contradiction among all.  z3_solver.py SMT_FILE"""

import json
import pathlib
import subprocess
import sys

z3 = pathlib.Path(sys.executable).with_name("z3")
answer, core, *_ = subprocess.run([z3, sys.argv[1]], capture_output=True, text=True).stdout.split("\n") + [""]
print(json.dumps({"temporal": answer, "claims of one contradiction": len(core.split())}))
