"""What states claim: that a value held at a moment, or from one moment to another.

Only what cannot be is judged here, not what would be odd: two values of one attribute clash where one held at a moment at which the
other is claimed. Whatever is left open - when a state began, at which moment of a month it held - may be chosen so that it fits.
"""

from z3 import And, Implies, Or

import words
from meaning import Fixed, not_after


class Holding:
    """A value from one point to another, both included unless it ends before the second."""

    def __init__(self, value, begin, end, until=False, names_beginning=False):
        self.value, self.begin, self.end = value, begin, end
        self.until, self.names_beginning = until, names_beginning

    def over_before(self, other):
        """Whether it is over when the other begins."""
        return self.end.at <= other.begin.at if self.until else self.end.at < other.begin.at

    def fits(self, other):
        if self.value != other.value:
            return Or(self.over_before(other), other.over_before(self))
        if self.names_beginning and other.names_beginning:
            return Or(self.over_before(other), other.over_before(self), self.begin.at == other.begin.at)
        return And()


def holding(reader, statement):
    """What a state claims, and what must hold of its points."""
    value, *clauses = statement["clauses"]
    times = {}
    for text in clauses:
        spoken = words.Words(text)
        word = spoken.next()
        if word == "as":
            assert spoken.take("of")
        times[word] = reader.time(words.time(spoken))
        if word == "from":
            assert spoken.take("to")
            times["to"] = reader.time(words.time(spoken))
        assert spoken.done(), text
    given = [formula for time in times.values() for formula in time.given]
    world = reader.world

    def inside(time, end=False):
        """A moment in it; of an event that a state is `as of`, its end."""
        point = world.point()
        given.append(point.at == time.end.at if end and not isinstance(time, Fixed) else time.has(point))
        return point

    if "since" in times:
        begin, end = inside(times["since"]), inside(times["as"], end=True)
        given.append(not_after(begin, end))
        return Holding(value, begin, end, until=world.loose, names_beginning=True), given
    if "from" in times:
        begin, end = inside(times["from"]), inside(times["to"])
        given.append(not_after(begin, end))
        return Holding(value, begin, end, until=True, names_beginning=True), given
    if "throughout" in times:
        begin, end = world.point(), world.point()
        (reading,) = times["throughout"].readings
        given += [begin.at == reading.low, end.at == reading.high]
        return Holding(value, begin, end, until=True), given
    word, time = next(iter(times.items()))
    moment = inside(time, end=word == "as")
    return Holding(value, moment, moment), given


def clashes(switches, holdings):
    """That no two of these clash, where both are claimed."""
    keys = sorted(holdings)
    return [
        Implies(And(switches[one], switches[other]), holdings[one].fits(holdings[other]))
        for at, one in enumerate(keys)
        for other in keys[at + 1:]
    ]
