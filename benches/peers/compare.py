"""Belie side by side with what could be run instead of it, as whole processes: benches/peers/run [OPTIONS]

Every comparison alternates Belie and the other program and tells the median of their ratios. What is compared is CPU time (user and system)
unless it says otherwise. Before anything is timed, what Belie finds is held against what was planted, and so is what the others find.
"""

import argparse
import json
import os
import pathlib
import platform
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time

import ledger
import passages
import planted
import workload

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PYTHON = sys.executable
BEGIN, END = "<!-- benches/peers/run: from here -->", "<!-- to here -->"
MIB = 1024 * 1024


# Tells the peak memory of a program in KiB. A program's own begins at that of whoever started it, which here is small.
PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


class Usage:
    """What one run of a program took."""

    def __init__(self, cpu, wall, output):
        self.cpu, self.wall, self.output = cpu, wall, output


def run(command, patience):
    """Runs a program to its end; none if it needs longer than it is given."""
    start = time.perf_counter()
    child = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(child.pid, signal.SIGKILL))
    signal.alarm(patience)
    output = child.stdout.read().decode(errors="replace")
    _, status, used = os.wait4(child.pid, 0)
    signal.alarm(0)
    child.returncode = os.waitstatus_to_exitcode(status)
    # Belie ends with 1 where it has found something.
    if child.returncode == -signal.SIGKILL:
        return None
    if child.returncode not in (0, 1):
        sys.exit(f"{command} ended with {child.returncode}: {output[-500:]}")
    return Usage(used.ru_utime + used.ru_stime, time.perf_counter() - start, output)


def peak(command):
    """The most memory that a program has at a time, in bytes."""
    return 1024 * int(subprocess.check_output([PYTHON, "-c", PEAK, *map(str, command)]))


class Bench:
    """All comparisons, and what came of them."""

    def __init__(self, options):
        self.options = options
        self.folder = pathlib.Path(options.folder)
        self.belie = ROOT / "target/release/belie"
        self.large, self.small = options.claims, options.claims // 10
        self.rows, self.notes = [], []

    def wanted(self, name):
        return not self.options.only or any(part in name for part in self.options.only)

    def tell(self, line):
        print(line, file=sys.stderr, flush=True)

    def note(self, line):
        self.notes.append(line)
        self.tell(line)

    def check(self, case, *more):
        return [self.belie, "check", case, "--quiet", *more]

    def workload(self, claims):
        folder = self.folder / f"claims-{claims}"
        return folder, workload.make(claims, folder)

    # Measures

    def runs(self, usage):
        return self.options.runs or (5 if usage.wall < 10 else 3 if usage.wall < 60 else 1)

    def pairs(self, one, other):
        """Runs of two programs by turns. One run of each before them warms the system's caches where runs are short."""
        first = self.patient(one), self.patient(other)
        if None in first:
            return None
        wanted = max(map(self.runs, first))
        pairs = [] if wanted > 1 else [first]
        while len(pairs) < wanted:
            pairs.append((self.patient(one), self.patient(other)))
        return pairs

    def patient(self, command):
        return run(command, self.options.patience)

    def row(self, what, belie, other, ratio, must, aim, more_is_better=False):
        good = lambda goal: goal is None or (ratio >= goal if more_is_better else ratio <= goal)
        met = "aim" if aim is not None and good(aim) else "must" if good(must) else "**missed**"
        if aim is None and met != "**missed**":
            met = "yes"
        sign = "≥" if more_is_better else "≤"
        goal = lambda value: "" if value is None else f"{sign} {value:g}"
        self.rows.append([what, belie, other, f"{ratio:.3g}", goal(must), goal(aim), met])
        self.tell(" | ".join(self.rows[-1]))

    def against(self, what, ours, name, theirs, must, aim):
        """CPU time against that of another program."""
        if not self.wanted(what):
            return
        pairs = self.pairs(ours, theirs)
        if pairs is None:
            self.note(f"{what}: given up after {self.options.patience} s")
            return
        ratio = statistics.median(one.cpu / other.cpu for one, other in pairs)
        mine, other = ([getattr(pair[side], "cpu") for pair in pairs] for side in (0, 1))
        self.row(what, f"{statistics.median(mine):.3g} s", f"{name} {statistics.median(other):.3g} s", ratio, must, aim)

    # What is right

    def prove(self, claims):
        """That Belie and the peers find what was planted, all of it and nothing else."""
        folder, truth = self.workload(claims)
        wanted = {part: truth[part] for part in planted.PARTS}
        found = {"Belie": planted.found(self.belie, folder / "case")}
        for name in ("duckdb_queries", "python_script"):
            found[name] = json.loads(run([PYTHON, HERE / f"programs/{name}.py", folder / "tables"], self.options.patience).output)
        for name, counts in found.items():
            if counts != wanted:
                sys.exit(f"{name} finds {counts} in {claims} claims, where {wanted} were planted")
        self.note(
            f"of {claims:,} claims, Belie, DuckDB and the script find all that was planted and nothing else: {wanted['value']} roles of "
            f"events, {wanted['temporal']} stories, {wanted['state']} pairs of states"
        )

    # The comparisons

    def all_checks(self):
        folder, _ = self.workload(self.large)
        case, tables = folder / "case", folder / "tables"
        size = f"{self.large:,} claims"
        duckdb = [PYTHON, HERE / "programs/duckdb_queries.py", tables]
        script = [PYTHON, HERE / "programs/python_script.py", tables]
        self.against(f"all checks, from text, {size}", self.check(case), "DuckDB, three queries on tables", duckdb, 0.33, 0.15)
        self.against(f"the same, {size}", self.check(case), "a plain Python script", script, 0.2, 0.1)
        small, _ = self.workload(10_000)
        duckdb = [*duckdb[:2], small / "tables"]
        self.against("the same, 10,000 claims", self.check(small / "case"), "DuckDB", duckdb, 0.05, None)

    def times(self):
        folder, _ = self.workload(self.large)
        case = folder / "times"
        size = f"times alone, {2 * (self.large // 10):,} claims"
        for name, program, question in (("clingo-dl", "clingo_dl", "times.lp"), ("z3", "z3_solver", "times.smt2")):
            command = [PYTHON, HERE / f"programs/{program}.py", folder / question]
            self.against(f"{size}, against {name}", self.check(case), f"{name}, one question", command, 0.02, 0.01)

    def passages(self):
        number = self.options.passages
        folder = self.folder / f"passages-{number}"
        what = f"passages, {number:,}"
        if not self.wanted(what):
            return
        truth = passages.make(number, folder)
        absent = sum(one["id"] == "quote-not-found" for one in planted.diagnostics(self.belie, folder / "case"))
        if absent != truth["absent"]:
            sys.exit(f"Belie finds {absent} passages absent, not {truth['absent']}")
        theirs = [PYTHON, HERE / "programs/ahocorasick.py", folder]
        self.against(what, self.check(folder / "case"), "ahocorasick_rs", theirs, 0.15, 0.08)

    def ledgers(self):
        if not self.wanted("MB/s"):
            return
        folder, number = self.folder / "ledger", self.options.transactions
        ledger.make(number, folder)
        case = self.workload(self.large)[0] / "case"
        bean, journal = folder / "book.beancount", folder / "book.journal"
        bean_check = pathlib.Path(PYTHON).with_name("bean-check")
        for name, command, book, must in (
            ("bean-check", [bean_check, "--no-cache", bean], bean, 150),
            ("hledger", ["hledger", "-f", journal, "check"], journal, 70),
            ("ledger", ["ledger", "--args-only", "-f", journal, "balance"], journal, 20),
        ):
            if not shutil.which(command[0]):
                self.note(f"{name} is not there, and left out")
                continue
            self.rate(name, self.check(case), folder_size(case), command, book.stat().st_size, must)

    def rate(self, name, ours, our_size, theirs, their_size, must):
        pairs = self.pairs(ours, theirs)
        if pairs is None:
            self.note(f"{name}: given up after {self.options.patience} s")
            return
        speed = lambda size, usages: size / MIB / statistics.median(usage.cpu for usage in usages)
        mine, other = speed(our_size, [one for one, _ in pairs]), speed(their_size, [two for _, two in pairs])
        what = f"reading and checking, MB/s, against {name}"
        self.row(what, f"{mine:.3g}", f"{name}, {self.options.transactions:,} transactions: {other:.3g}", mine / other, must, None, True)

    def memory(self):
        what = f"peak memory, {self.large:,} claims"
        if not self.wanted(what):
            return
        case = self.workload(self.large)[0] / "case"
        size, most = folder_size(case), statistics.median(peak(self.check(case)) for _ in range(5))
        allowed, hoped = (factor * size + each * self.large for factor, each in ((1.5, 100), (1.3, 64)))
        other = f"{allowed / MIB:.0f} MiB: 1.5 × the input and 100 bytes a claim"
        self.row(what, f"{most / MIB:.0f} MiB", other, most / allowed, 1, round(hoped / allowed, 2))

    def growth(self):
        sizes = [self.small, self.large] + [self.large * 10] * self.options.ten_times
        for less, more in zip(sizes, sizes[1:]):
            what = f"growth from {less:,} to {more:,} claims"
            if not self.wanted(what):
                continue
            pairs = self.pairs(*(self.check(self.workload(size)[0] / "case") for size in (more, less)))
            if pairs is None:
                self.note(f"{what}: given up after {self.options.patience} s")
                continue
            large, small = (statistics.median(pair[side].cpu for pair in pairs) for side in (0, 1))
            ratio = statistics.median(one.cpu / other.cpu for one, other in pairs)
            self.row(what, f"{large:.3g} s", f"itself, {small:.3g} s", ratio, 11, None)

    def threads(self):
        what = f"two threads, by the clock, {self.large:,} claims"
        if not self.wanted(what):
            return
        if os.cpu_count() < 2:
            self.note("there is one processor: two threads are not compared")
            return
        case = self.workload(self.large)[0] / "case"
        pairs = self.pairs(*(self.check(case, "--threads", number) for number in (1, 2)))
        ratio = statistics.median(one.wall / two.wall for one, two in pairs)
        one, two = (statistics.median(pair[side].wall for pair in pairs) for side in (0, 1))
        self.row(what, f"{two:.3g} s", f"one thread, {one:.3g} s", ratio, 1.7, None, True)

    def edits(self):
        what = f"an edited source, checked again, {self.large:,} claims"
        if not self.wanted(what):
            return
        case = self.workload(self.large)[0] / "case"
        command = ["cargo", "bench", "--quiet", "--locked", "--bench", "session", "--", case]
        # On one thread, what the clock says is what the processor did.
        environment = {**os.environ, "RAYON_NUM_THREADS": "1"}
        told = subprocess.run(list(map(str, command)), cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
        told = json.loads(told.stdout.strip().splitlines()[-1])
        again, first = told["again_median"], told["first"]
        mine = f"{again:.3g} ms, {told['again_longest']:.3g} at worst"
        self.row(f"{what}, one of {told['sources']:,}", mine, f"the first check, {first:.0f} ms", again / first, 0.1, 0.02)


def folder_size(folder):
    return sum(file.stat().st_size for file in folder.rglob("*.claims"))


def table(bench):
    heads = ["what", "Belie", "against", "ratio", "must", "aim", "met"]
    lines = [f"| {' | '.join(row)} |" for row in [heads, ["---"] * len(heads), *bench.rows]]
    return "\n".join(lines)


def machine():
    try:
        model = re.search(r"model name\s*:\s*(.*)", pathlib.Path("/proc/cpuinfo").read_text())[1]
    except (OSError, TypeError):
        model = platform.processor() or platform.machine()
    return f"{os.cpu_count()} × {model}"


def write_readme(page):
    readme = ROOT / "README.md"
    before, rest = readme.read_text().split(BEGIN, 1)
    _, after = rest.split(END, 1)
    readme.write_text(f"{before}{BEGIN}\n\n{page}\n\n{END}{after}")


def arguments():
    parser = argparse.ArgumentParser(prog="benches/peers/run", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000, help="in the large case; the small one has a tenth (default: a million)")
    parser.add_argument("--passages", type=int, default=100_000, help="default: a hundred thousand")
    parser.add_argument("--transactions", type=int, default=100_000, help="of the ledgers; default: a hundred thousand")
    parser.add_argument("--ten-times", action="store_true", help="also a case ten times as large, which needs much memory")
    parser.add_argument("--runs", type=int, help="so many pairs; by default five, three or one, as they take long")
    parser.add_argument("--patience", type=int, default=300, help="seconds after which a program is given up (default: 300)")
    parser.add_argument("--folder", default=ROOT / "target/peers", help="where the cases are made and kept (default: target/peers)")
    parser.add_argument("--write-readme", action="store_true", help="put the table into README.md")
    parser.add_argument("only", nargs="*", help="only comparisons with one of these words: checks, times, passages, MB/s, memory, growth, …")
    return parser.parse_args()


def main():
    options = arguments()
    bench = Bench(options)
    if not options.only:
        for claims in sorted({10_000, bench.small, bench.large}):
            bench.prove(claims)
    for part in (bench.all_checks, bench.times, bench.passages, bench.ledgers, bench.memory, bench.growth, bench.edits, bench.threads):
        part()
    made = " ".join(["benches/peers/run", *sys.argv[1:]])
    page = "\n".join([table(bench), "", f"Made on {machine()} by `{made}`:", *(f"- {note}" for note in bench.notes)])
    print(page)
    if options.write_readme:
        write_readme(page)


if __name__ == "__main__":
    main()
