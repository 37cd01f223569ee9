"""What Belie finds in a workload, held against what was planted there.  planted.py BELIE WORKLOAD"""

import json
import pathlib
import re
import subprocess
import sys

PARTS = ("value", "temporal", "state")


def diagnostics(belie, case):
    """The diagnostics of a report; what comes behind them is long, and not read."""
    command = [str(belie), "check", str(case), "--format", "json"]
    lines = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        for line in child.stdout:
            lines.append(line)
            if line in ("  ],\n", '  "diagnostics": [],\n'):
                break
        child.stdout.close()
    return json.loads("".join(lines).rstrip(",\n") + "}")["diagnostics"]


def found(belie, case):
    """What Belie finds, in the terms of what was planted."""
    all_of_it = diagnostics(belie, case)
    of = lambda check: [one for one in all_of_it if one["id"] == check]
    events = lambda one: [name for name in one["names"] if re.fullmatch(r"e\d+", name)]
    return {
        "value": sum(bool(re.fullmatch(r"e\d+\.\w+", one["about"])) for one in of("value-conflict")),
        "temporal": len({int(events(one)[0][1:]) // 10 for one in of("time-conflict")}),
        "state": sum(len(one["chains"]) + one["more_chains"]["count"] for one in of("state-conflict")),
    }


def main():
    belie, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    truth = json.loads((folder / "truth.json").read_text())
    wanted, counts = {part: truth[part] for part in PARTS}, found(belie, folder / "case")
    if counts != wanted:
        sys.exit(f"found {counts}, where {wanted} were planted")
    print(f"{truth['claims']} claims: {counts}")


if __name__ == "__main__":
    main()
