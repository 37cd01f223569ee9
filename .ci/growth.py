"""Compares the instructions that the sizes of each case take: growth.py BELIE FOLDER, where the cases are SHAPE/SIZE."""

import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

# Of four times the claims; sorting and searching take a little more than four times as much.
MOST = 4.6

belie, folder = sys.argv[1], pathlib.Path(sys.argv[2])


def instructions(case):
    """What a check with all its long reports takes on one thread."""
    reports = [f"--format={name}:{case}.{name}" for name in ("json", "html", "sarif", "junit")]
    command = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    command += [belie, "check", case, "--threads=1", "--format=human", *reports]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    counted = re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)
    assert done.returncode in (0, 1) and counted, done.stderr
    return int(counted[1].replace(",", ""))


shapes = sorted(path for path in folder.iterdir() if path.is_dir())
sizes = {shape: sorted((path for path in shape.iterdir() if path.is_dir()), key=lambda path: int(path.name)) for shape in shapes}
assert len(shapes) > 4 and all(len(cases) == 2 for cases in sizes.values()), sizes
# What the program takes to begin with is no part of the growth.
least = folder / "1"
least.mkdir()
(least / "case.claims").write_text('event e: arrest\nsource s\nclaim "x"\n  e\n')
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    # The longest first.
    cases = sorted((case for cases in sizes.values() for case in cases), key=lambda case: -int(case.name))
    cases.append(least)
    counts = dict(zip(cases, pool.map(instructions, cases)))
wrong = 0
for shape, (few, many) in sizes.items():
    small, large = (counts[case] - counts[least] for case in (few, many))
    ratio = large / small
    wrong += ratio > MOST
    print(f"{shape.name:12} {small:14,} to {large:14,} instructions: ×{ratio:.2f}{' TOO MUCH' * (ratio > MOST)}")
sys.exit(wrong > 0)
