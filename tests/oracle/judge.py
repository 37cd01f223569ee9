#!/usr/bin/env python3
"""Holds what Belie says of generated cases against what z3 says: python judge.py FOLDER [--jobs N] [--sort SORT] [CASE.json ...]"""

import argparse
import json
import multiprocessing
import pathlib
import sys
import time
import traceback
from collections import Counter

import z3

import words
from holdings import by_event, clashes, holding
from meaning import Reader, World, texts

HEDGED = ("reportedly", "allegedly", "rumoured")
# Beyond so many courses of action the completeness of the chains is not tried out.
COURSES = 200
# What z3 does not decide at once it decides slice by slice: so many days for the first event.
SLICE = 40


class Case:
    """The clauses of time of a case, each as a formula that can be switched on."""

    def __init__(self, case, loose=False):
        self.case = case
        self.loose = loose
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
        self.holdings = {}
        for c, claim in enumerate(case["claims"]):
            for s, statement in enumerate(claim["statements"]):
                if statement["state"]:
                    self.state(claim, (c, s, -1), statement)
                else:
                    self.statement(claim, (c, s), statement)
        # A state says something of time, too: that it did not end before it began. What an event sets does not.
        self.times = frozenset(self.named)
        for head in {head for head, _ in self.holdings.values()}:
            self.solver.add(clashes(self.switches, guard(head), self.of(head)))
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
            self.worlds[key] = World(self.case, key, self.loose)
        return self.worlds[key]

    def statement(self, claim, at, statement):
        stance, _, name = statement["head"].rpartition(" ")
        if stance in ("not", "doubt"):
            return
        world = self.world(claim, stance == "plan")
        for number, text in enumerate(statement["clauses"]):
            if text == "patient anna":
                self.effect(world, (*at, number), name)
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

    def effect(self, world, key, event):
        kind = next(one["kind"] for one in self.case["events"] if one["name"] == event)
        made, own = by_event(world, event, kind)
        if made:
            head = "anna.custody"
            self.holdings[key] = head, made
            self.switches[key] = z3.Bool("effect " + " ".join(map(str, key)))
            self.solver.add(z3.Implies(z3.And(self.switches[key], guard(head)), z3.And(own)))

    def state(self, claim, key, statement):
        world = self.world(claim, False)
        reader = Reader(world, self.case, claim)
        claimed, given, own = holding(reader, statement)
        head = statement["head"]
        self.holdings[key] = head, claimed
        self.switches[key] = z3.Bool("state " + " ".join(map(str, key)))
        self.solver.add(z3.Implies(self.switches[key], z3.And(given)))
        self.solver.add(z3.Implies(z3.And(self.switches[key], guard(head)), z3.And(own)))
        self.named[key] = {(world.prefix, event) for event in reader.named}
        if not reader.dated and not any(word in str(statement) for word in ("month", "year")):
            self.afloat.add(key)

    def zoned(self):
        return any(world.zoned for world in self.worlds.values())

    def of(self, head):
        """The states of one attribute."""
        return {key: one for key, (of, one) in self.holdings.items() if of == head}

    def fits(self, clauses, head=""):
        """Whether these clauses can all hold; and also the states of an attribute, beside what all say of time."""
        asked = frozenset(clauses), head
        if asked not in self.known:
            self.checks += 1
            self.known[asked] = self.solve(asked[0], [guard(head)] if head else [])
        return self.known[asked]

    def solve(self, clauses, guards):
        asked = [self.switches[key] for key in sorted(clauses)] + guards
        # Where no clause has a date, all may be some weeks later: one event can be put into one week.
        afloat = bool(self.anchors(clauses)) and clauses <= self.afloat
        found = self.solver.check(asked + ([self.in_days(clauses, 0, 7)] if afloat else []))
        if found != z3.unknown:
            return found == z3.sat
        slices = range(-self.around(clauses), self.around(clauses), SLICE)
        answers = [self.solver.check([*asked, self.in_days(clauses, day, day + SLICE)]) for day in slices]
        assert z3.unknown not in answers, self.solver.reason_unknown()
        return z3.sat in answers

    def anchors(self, clauses):
        return [one for key in sorted(clauses) for one in sorted(self.named.get(key, ()))]

    def anchor(self, clauses):
        prefix, event = self.anchors(clauses)[0]
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
            day = point.day()
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

    def smallest(self, clauses, head=""):
        """A smallest set among clauses that do not fit."""
        kept = sorted(clauses)
        for key in list(kept):
            rest = [one for one in kept if one != key]
            if not self.fits(rest, head):
                kept = rest
        return kept

    def words(self, clauses):
        said = []
        for c, s, number in sorted(clauses):
            claim = self.case["claims"][c]
            statement = claim["statements"][s]
            clauses = statement["clauses"]
            said.append(f"{statement['head']}: {clauses[number] if number >= 0 else ', '.join(clauses)}")
        return " | ".join(said)


def guard(head):
    """Whether the states of an attribute are held against each other."""
    return z3.Bool(f"states of {head}")


def touching(sets, limit):
    """All smallest sets with something of each of these, as long as they are few; else none."""
    found = [frozenset()]
    for one in sorted(sets, key=len):
        found = {old if old & one else old | {key} for old in found for key in ([0] if old & one else one)}
        found = [new for new in found if not any(other < new for other in found)]
        if len(found) > limit:
            return None
    return found


class Judge:
    """Holds what Belie says of a case against what z3 says of it."""

    def __init__(self, case):
        self.strict = Case(case)
        # In a case with zones the clocks of a zone may be as far from UTC as they ever were: Belie need not know the year.
        # And a state may have been told before it began.
        both = self.strict.zoned() or any("since" in text for text in texts(case))
        self.loose = Case(case, loose=True) if both else self.strict
        self.words = self.strict.words
        self.all = self.strict.times
        for one in case["belie"]["quarrels"]:
            one["chains"] = [frozenset(map(tuple, chain)) for chain in one["chains"]]
            one["ways_out"] = [frozenset(map(tuple, way)) for way in one["ways_out"]]
        self.said = [one for one in case["belie"]["quarrels"] if one["id"] == "time-conflict"]
        self.of_states = [one for one in case["belie"]["quarrels"] if one["id"] == "state-conflict"]

    def certain(self, clauses, head=""):
        """Whether these clauses cannot all hold, however they are read."""
        return not self.loose.fits(clauses, head)

    def possible(self, clauses, head=""):
        """Whether they can all hold."""
        return self.strict.fits(clauses, head)

    def faults(self):
        """What is wrong with what Belie says."""
        for quarrel in self.said:
            for clauses in quarrel["chains"] + quarrel["ways_out"]:
                if not clauses <= self.all:
                    return [f"what is not about time in {quarrel['about']}: {sorted(clauses - self.all)}"]
        found = [*self.parts(), *self.chains(), *self.severity(), *self.ways_out()]
        return found or [*self.completeness(), *self.states()]

    def smallest(self, clauses, head=""):
        return self.words(self.loose.smallest(clauses, head))

    def parts(self):
        """A quarrel if, and only if, the clauses of a connected part cannot all hold."""
        for part in self.strict.parts():
            own = [one for one in self.said if any(chain <= part for chain in one["chains"])]
            if own and self.possible(part):
                yield f"false alarm: {own[0]['about']}: {self.words(min(own[0]['chains'], key=len))}"
            if not own and self.certain(part):
                yield f"missed: {self.smallest(part)}"

    def chains(self):
        """The clauses of a chain cannot all hold; without any one of them they can."""
        for quarrel in self.said:
            for chain in quarrel["chains"]:
                if self.possible(chain):
                    yield f"a chain of {quarrel['about']} fits: {self.words(chain)}"
                    continue
                for key in chain:
                    if self.certain(chain - {key}):
                        yield f"a chain of {quarrel['about']} does not need {self.words([key])}: {self.words(chain)}"

    def severity(self):
        """A contradiction if, and only if, the unhedged clauses alone cannot all hold."""
        stated = self.all - self.strict.soft
        grave = any(one["severity"] == "contradiction" for one in self.said)
        if grave and self.possible(stated):
            yield "a contradiction, but the unhedged clauses fit"
        if not grave and self.certain(stated):
            yield f"a tension at most, but no hedge is in {self.smallest(stated)}"

    def ways_out(self):
        """Taking one way out of each quarrel leaves clauses that can all hold; each needs all that is given up."""
        most = max((len(one["ways_out"]) for one in self.said), default=0)
        # Where the search for a way out was given up, and Belie says so, there is nothing to take.
        most = most if all(one["ways_out"] for one in self.said) else 0
        for number in range(most):
            taken = [one["ways_out"][min(number, len(one["ways_out"]) - 1)] for one in self.said]
            rest = self.all.difference(*taken)
            if self.certain(rest):
                yield f"the ways out number {number} leave a contradiction: {self.smallest(rest)}"
        for quarrel in self.said:
            if not quarrel["ways_out"] and quarrel["all_ways_out"]:
                yield f"no way out of {quarrel['about']}"
            for way in quarrel["ways_out"]:
                yield from self.way_out(quarrel, way)

    def way_out(self, quarrel, way):
        if not all(way & chain for chain in quarrel["chains"]):
            yield f"a way out of {quarrel['about']} leaves a chain: {self.words(way)}"
        if quarrel["all_chains"]:
            for key in way:
                if not any(way & chain == {key} for chain in quarrel["chains"]):
                    yield f"a way out of {quarrel['about']} does not need {self.words([key])}: {self.words(way)}"

    def states(self):
        """A contradiction of states if, and only if, they cannot be as claimed; judged where all times can."""
        if self.certain(self.all) or any("reportedly" == claim["hedge"] for claim in self.strict.case["claims"]):
            return
        for head in sorted({head for head, _ in self.strict.holdings.values()}):
            yield from self.states_of(head)

    def states_of(self, head):
        # What is kept for no time at all is at odds with nothing but itself, which is no quarrel.
        kept = [key for key, one in self.strict.of(head).items() if getattr(one, "kept", False)]
        if any(self.certain(self.all.union([key]), head) for key in kept):
            return
        # Of other attributes only what they say of time.
        every = self.all.union(self.strict.of(head))
        stated = every - self.strict.soft
        found = [one for one in self.of_states if one["about"] == head]
        grave = [one for one in found if one["severity"] == "contradiction"]
        for quarrel in found:
            for chain in quarrel["chains"]:
                if not chain <= every:
                    yield f"what is no time or state in {head}: {sorted(chain - every)}"
                elif not grave and chain <= stated and self.certain(chain, head):
                    yield f"only a tension: {self.words(chain)}"
        if not grave and self.certain(stated, head):
            yield f"missed: {head}: {self.smallest(stated, head)}"
        if not found and self.certain(every, head):
            yield f"not even a tension: {head}: {self.smallest(every, head)}"
        for quarrel in grave:
            yield from self.of_state(head, quarrel)
            rest = every.difference(*quarrel["ways_out"][:1])
            if quarrel["ways_out"] and self.certain(rest, head):
                yield f"the ways out leave a contradiction of {head}: {self.smallest(rest, head)}"

    def of_state(self, head, quarrel):
        """Some chain cannot be, as beside it some may only be unlikely; without any one clause of such a chain the rest can."""
        chains = [chain for chain in quarrel["chains"] if not self.possible(chain, head)]
        if not chains and quarrel["all_chains"]:
            yield f"a contradiction of {head} without a chain of one: {self.words(quarrel['chains'][0])}"
        for chain in chains:
            for key in chain:
                if self.certain(chain - {key}, head):
                    yield f"a chain of {head} does not need {self.words([key])}: {self.words(chain)}"

    def completeness(self):
        """Where all chains are listed, there is no other; where all ways out are listed, neither."""
        for quarrel in self.said:
            if quarrel["all_chains"] and quarrel["all_ways_out"]:
                expected = touching(quarrel["chains"], 1_000)
                missing = set(expected or ()) - set(quarrel["ways_out"])
                if missing:
                    yield f"not listed as a way out of {quarrel['about']}: {self.words(min(missing, key=len))}"
        if self.said and all(one["all_chains"] for one in self.said):
            for way in touching([chain for one in self.said for chain in one["chains"]], COURSES) or []:
                if self.certain(self.all - way):
                    yield f"a chain is missing: {self.smallest(self.all - way)}"
                    return


def one(path):
    try:
        case = json.loads(pathlib.Path(path).read_text())
        begin = time.monotonic()
        judge = Judge(case)
        faults = judge.faults()
        return path, case["sort"], len(judge.said), judge.strict.checks, time.monotonic() - begin, faults
    except Exception:  # noqa: BLE001 - the path must be told
        return path, "not judged", 0, 0, 0.0, [traceback.format_exc()]


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
