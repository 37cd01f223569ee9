#!/usr/bin/env python3
"""Holds what Belie says of generated cases against what z3 says: python judge.py FOLDER [--jobs N] [--sort SORT] [CASE.json ...]"""

import argparse
import itertools
import json
import multiprocessing
import pathlib
import sys
import time
from collections import Counter

import z3

import words
from meaning import Reader, World

HEDGED = ("reportedly", "allegedly", "rumoured")
# Beyond so many courses of action the completeness of the chains is not tried out.
COURSES = 200
# What z3 does not decide at once it decides slice by slice: so many days for the first event.
SLICE = 40


class Case:
    """The clauses of time of a case, each as a formula that can be switched on."""

    def __init__(self, case):
        self.case = case
        self.worlds = {}
        self.switches = {}
        self.named = {}
        self.soft = set()
        # The clauses that would be as true or false if everything happened some weeks later.
        self.afloat = set()
        self.solver = z3.Solver()
        self.solver.set("timeout", 4_000)
        self.solver.set("arith.solver", 2)
        self.checks = 0
        self.pins = {}
        self.known = {}
        for c, claim in enumerate(case["claims"]):
            for s, statement in enumerate(claim["statements"]):
                if not statement["state"]:
                    self.statement(claim, (c, s), statement)
        for world in self.worlds.values():
            self.solver.add(world.given)

    def world(self, claim, planned):
        """What happened; or what one speaker planned at one time, which nothing else is at odds with."""
        key = ""
        if planned:
            source = self.case["sources"][claim["source"]]
            key = f"plan of {claim['by'] or source['name']} on {claim['told'] or source['published']} "
            # Who is quoted without being known is never the same as another claim's.
            if claim["by"]:
                key += str(self.case["claims"].index(claim))
        if key not in self.worlds:
            self.worlds[key] = World(self.case, key)
        return self.worlds[key]

    def statement(self, claim, at, statement):
        stance, _, name = statement["head"].rpartition(" ")
        if stance in ("not", "doubt"):
            return
        world = self.world(claim, stance == "plan")
        for number, text in enumerate(statement["clauses"]):
            tree = words.clause(text)
            if tree is None:
                continue
            reader = Reader(world, self.case, claim, stance == "plan")
            formula = reader.clause(name, tree)
            key = (*at, number)
            self.switches[key] = z3.Bool("clause " + " ".join(map(str, key)))
            self.solver.add(z3.Implies(self.switches[key], formula))
            self.named[key] = {(world.prefix, event) for event in reader.named}
            if not reader.dated and "month" not in text and "year" not in text:
                self.afloat.add(key)
            if claim["hedge"] in HEDGED or "about " in text or "~" in text:
                self.soft.add(key)

    def fits(self, clauses):
        """Whether these clauses can all hold."""
        clauses = frozenset(clauses)
        if clauses not in self.known:
            self.checks += 1
            self.known[clauses] = self.solve(clauses)
        return self.known[clauses]

    def solve(self, clauses):
        asked = [self.switches[key] for key in sorted(clauses)]
        # Where no clause has a date, all may be some weeks later: one event can be put into one week.
        afloat = bool(clauses) and clauses <= self.afloat
        found = self.solver.check(asked + ([self.in_days(clauses, 0, 7)] if afloat else []))
        if found != z3.unknown:
            return found == z3.sat
        slices = range(-self.around(clauses), self.around(clauses), SLICE)
        answers = [self.solver.check([*asked, self.in_days(clauses, day, day + SLICE)]) for day in slices]
        assert z3.unknown not in answers, self.solver.reason_unknown()
        return z3.sat in answers

    def anchor(self, clauses):
        prefix, event = min(self.named[min(clauses)])
        world = next(world for world in self.worlds.values() if world.prefix == prefix)
        return world, world.events[event].start

    def around(self, clauses):
        world, _ = self.anchor(clauses)
        return (world.last - world.first) // 2

    def in_days(self, clauses, first, last):
        """That the first event of these clauses begins in these days, counted from the middle of all days."""
        world, point = self.anchor(clauses)
        middle = (world.first + world.last) // 2
        key = point.name, first, last
        if key not in self.pins:
            day = point.day
            self.pins[key] = z3.Bool(" ".join(map(str, key)))
            self.solver.add(world.given)
            self.solver.add(z3.Implies(self.pins[key], z3.And(day >= middle + first, day < middle + last)))
        return self.pins[key]

    def parts(self):
        """The clauses that hang together by the events that they name."""
        parts = []
        for key, named in self.named.items():
            own = ({key}, set(named))
            rest = []
            for part in parts:
                if part[1] & own[1]:
                    own = (own[0] | part[0], own[1] | part[1])
                else:
                    rest.append(part)
            parts = [*rest, own]
        return [clauses for clauses, _ in parts]

    def smallest(self, clauses):
        """A smallest set among clauses that do not fit."""
        kept = sorted(clauses)
        for key in list(kept):
            rest = [one for one in kept if one != key]
            if not self.fits(rest):
                kept = rest
        return kept

    def words(self, clauses):
        said = []
        for c, s, number in sorted(clauses):
            claim = self.case["claims"][c]
            statement = claim["statements"][s]
            said.append(f"{statement['head']}: {statement['clauses'][number]}")
        return " | ".join(said)


def touching(sets, limit):
    """All smallest sets with something of each of these, as long as they are few; else none."""
    found = [frozenset()]
    for one in sorted(sets, key=len):
        found = {old if old & one else old | {key} for old in found for key in ([0] if old & one else one)}
        found = [new for new in found if not any(other < new for other in found)]
        if len(found) > limit:
            return None
    return found


def judge(case):
    """What is wrong with what Belie says of a case."""
    judged = Case(case)
    said = [one for one in case["belie"]["quarrels"] if one["id"] == "time-conflict"]
    for one in said:
        one["chains"] = [frozenset(map(tuple, chain)) for chain in one["chains"]]
        one["ways_out"] = [frozenset(map(tuple, way)) for way in one["ways_out"]]
    wrong = []
    for quarrel in said:
        for clauses in quarrel["chains"] + quarrel["ways_out"]:
            if not clauses <= set(judged.switches):
                return judged, [f"a clause that is not one of time in {quarrel['about']}: {clauses - set(judged.switches)}"]
    wrong += parts(judged, said)
    wrong += chains(judged, said)
    wrong += severity(judged, said)
    wrong += ways_out(judged, said)
    if not wrong:
        wrong += completeness(judged, said)
    return judged, wrong


def parts(judged, said):
    """A quarrel if, and only if, the clauses of a connected part cannot all hold."""
    for part in judged.parts():
        own = [one for one in said if any(chain <= part for chain in one["chains"])]
        if judged.fits(part) and own:
            yield f"false alarm: {own[0]['about']}: {judged.words(min(own[0]['chains'], key=len))}"
        if not judged.fits(part) and not own:
            yield f"missed: {judged.words(judged.smallest(part))}"


def chains(judged, said):
    """The clauses of a chain cannot all hold; without any one of them they can."""
    for quarrel in said:
        for chain in quarrel["chains"]:
            if judged.fits(chain):
                yield f"a chain of {quarrel['about']} fits: {judged.words(chain)}"
                continue
            for key in chain:
                if not judged.fits(chain - {key}):
                    yield f"a chain of {quarrel['about']} does not need {judged.words([key])}: {judged.words(chain)}"


def severity(judged, said):
    """A contradiction if, and only if, the unhedged clauses alone cannot all hold."""
    stated = set(judged.switches) - judged.soft
    grave = any(one["severity"] == "contradiction" for one in said)
    if judged.fits(stated) == grave:
        yield f"severity: contradiction is {grave}, but what is stated {'fits' if grave else 'does not fit'}: {judged.words(judged.smallest(stated)) if not grave else ''}"


def ways_out(judged, said):
    """Taking one way out of each quarrel leaves clauses that can all hold."""
    most = max((len(one["ways_out"]) for one in said), default=0)
    for number in range(most):
        given_up = frozenset().union(*(one["ways_out"][min(number, len(one["ways_out"]) - 1)] for one in said if one["ways_out"]))
        if not judged.fits(set(judged.switches) - given_up):
            yield f"ways out number {number} leave a contradiction: {judged.words(judged.smallest(set(judged.switches) - given_up))}"
    for quarrel in said:
        if not quarrel["ways_out"]:
            yield f"no way out of {quarrel['about']}"
        for way in quarrel["ways_out"]:
            for chain in quarrel["chains"]:
                if not way & chain:
                    yield f"a way out of {quarrel['about']} leaves a chain: {judged.words(way)}"
            if quarrel["all_chains"]:
                for key in way:
                    if not any(way & chain == {key} for chain in quarrel["chains"]):
                        yield f"a way out of {quarrel['about']} does not need {judged.words([key])}: {judged.words(way)}"


def completeness(judged, said):
    """Where all chains are listed, there is no other; where all ways out are listed, neither."""
    for quarrel in said:
        if quarrel["all_chains"] and quarrel["all_ways_out"]:
            expected = touching(quarrel["chains"], 1_000)
            if expected is not None and set(expected) != set(quarrel["ways_out"]):
                yield f"not all ways out of {quarrel['about']} are listed: {[judged.words(way) for way in set(expected) - set(quarrel['ways_out'])]}"
    if said and all(one["all_chains"] for one in said):
        every = touching(list(itertools.chain(*(one["chains"] for one in said))), COURSES)
        for way in every or []:
            rest = set(judged.switches) - way
            if not judged.fits(rest):
                yield f"a chain is missing: {judged.words(judged.smallest(rest))}"
                return


def one(path):
    try:
        case = json.loads(pathlib.Path(path).read_text())
        begin = time.monotonic()
        judged, wrong = judge(case)
        quarrels = sum(q["id"] == "time-conflict" for q in case["belie"]["quarrels"])
        return path, case["sort"], quarrels, judged.checks, time.monotonic() - begin, list(wrong)
    except Exception as error:  # noqa: BLE001 - the path must be told
        import traceback
        return path, "error", 0, 0, 0.0, [f"{type(error).__name__}: {error}: {traceback.format_exc()[-600:]}"]


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("paths", nargs="+", help="folders of cases, or cases")
    arguments.add_argument("--jobs", type=int, default=multiprocessing.cpu_count())
    arguments.add_argument("--sort", default="", help="only cases of this sort")
    chosen = arguments.parse_args()
    paths = []
    for path in map(pathlib.Path, chosen.paths):
        paths += sorted(path.glob(f"{chosen.sort}*.json")) if path.is_dir() else [path]
    cases, quarrels, checks, seconds, wrong = Counter(), Counter(), 0, 0.0, 0
    with multiprocessing.Pool(chosen.jobs) as pool:
        for path, sort, found, asked, took, faults in pool.imap(one, map(str, paths), chunksize=8):
            cases[sort] += 1
            quarrels[sort] += bool(found)
            checks += asked
            seconds += took
            wrong += bool(faults)
            for fault in faults:
                print(f"{path}: {fault}")
    for sort in cases:
        print(f"{sort}: {cases[sort]} cases, {quarrels[sort]} of them with quarrels of time")
    print(f"{checks} questions to z3 {z3.get_version_string()} in {seconds:.0f} s of CPU time; {wrong} cases disagree")
    return 1 if wrong or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
