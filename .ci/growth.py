"""Compares the instructions that commands take for the sizes of each case: growth.py BELIE FOLDER, where the cases are shapes/SHAPE/SIZE, and
the hostile files pieces/NUMBER/LENGTH."""

import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

# So many times what the size grows by; sorting and searching grow a little faster than the size.
MOST = 1.15

belie, folder = sys.argv[1], pathlib.Path(sys.argv[2])


def instructions(*args):
    """What a run of the program takes, whatever it finds."""
    command = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", belie, *args]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    counted = re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)
    assert done.returncode in (0, 1, 2) and counted, done.stderr
    return int(counted[1].replace(",", ""))


def check(case):
    """A check with all its long reports."""
    reports = [f"--format={name}:{case}.{name}" for name in ("json", "html", "sarif", "junit")]
    return instructions("check", case, "--threads=1", "--format=human", *reports)


def read(case):
    """A check that tells nothing."""
    return instructions("check", case, "--threads=1", "--quiet")


def layout(case):
    return instructions("fmt", "--check", case)


def export(case):
    return instructions("export", case)


def imported(case):
    """The import of what is exported."""
    rows = pathlib.Path(f"{case}.jsonl")
    with rows.open("w") as out:
        subprocess.run([belie, "export", case], stdout=out, check=True)
    with tempfile.TemporaryDirectory(dir=folder) as made:
        return instructions("import", rows, pathlib.Path(made, "case"))


def sizes(of):
    """The small and the large case of each shape below a folder."""
    found = {}
    for shape in sorted(path for path in (folder / of).iterdir() if path.is_dir()):
        cases = sorted((path for path in shape.iterdir() if path.is_dir()), key=lambda path: int(path.name))
        assert len(cases) == 2, cases
        found[shape] = cases
    return found


shapes, pieces = sizes("shapes"), sizes("pieces")
assert len(shapes) > 4 and len(pieces) > 40
# What the program takes to begin with is no part of the growth.
least = folder / "1"
least.mkdir()
(least / "case.claims").write_text('event e: arrest\nsource s\nclaim "x"\n  e\n')
compared = [(command, cases) for cases in shapes.values() for command in (check, layout, export, imported)]
compared += [(command, cases) for cases in pieces.values() for command in (read, layout)]
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    runs = {(command, case) for command, cases in compared for case in (*cases, least)}
    # The longest first.
    runs = sorted(runs, key=lambda run: (run[0] is not check, -int(run[1].name)))
    counts = dict(zip(runs, pool.map(lambda run: run[0](run[1]), runs)))
wrong = 0
for command, (few, many) in compared:
    small, large = (counts[command, case] - counts[command, least] for case in (few, many))
    ratio, limit = large / small, MOST * int(many.name) / int(few.name)
    wrong += ratio > limit
    what = f"{command.__name__} of {few.parent.name}"
    print(f"{what:24} {small:14,} to {large:14,} instructions: ×{ratio:.2f}{' TOO MUCH' * (ratio > limit)}")
sys.exit(wrong > 0)
