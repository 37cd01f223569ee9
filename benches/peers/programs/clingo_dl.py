"""One question to clingo-dl: can all times be?  It answers no, and names nothing.  clingo_dl.py FACTS"""

import json
import pathlib
import subprocess
import sys

program = pathlib.Path(__file__).with_suffix(".lp")
command = [sys.executable, "-m", "clingodl", program, sys.argv[1], "-V0", "--warn=none"]
said = subprocess.run(command, capture_output=True, text=True).stdout
print(json.dumps({"temporal": "none can be" if "UNSATISFIABLE" in said else "all can be"}))
