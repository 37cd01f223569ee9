"""What states claim: that a value held at a moment, or from one moment to another; and what events set, and what only grows.

Only what cannot be is judged here, not what would be odd: two values of one attribute clash where one held at a moment at which the
other is claimed. Whatever is left open - when a state began, at which moment of a month it held - may be chosen so that it fits.
"""

from z3 import And, Implies, Or

import words
from meaning import Between, Fixed, SomeDay, before, not_after

# Which kinds of events put the patient into which custody when they are over.
EFFECTS = {"arrest": "in_custody", "release": "at_liberty"}
# And which while they last.
KEPT = {"detention": "in_custody"}
# What lies in what.
INSIDE = {"old_town": "turin", "turin": "italy"}


class Holding:
    """A value from one point to another, both included unless it ends before the second, or begins only after the first."""

    def __init__(
        self, value, begin, end, until=False, names_beginning=False, effect=False, kept=False, is_moment=False, is_inside=False
    ):
        self.value, self.begin, self.end, self.is_moment, self.is_inside = value, begin, end, is_moment, is_inside
        self.until, self.names_beginning, self.effect, self.kept = until, names_beginning, effect, kept

    def over_before(self, other):
        """Whether it is over when the other begins."""
        if other.effect:
            # What is said to have begun with an event begins with what that event sets.
            earlier = And(self.begin.at < other.begin.at) if self.names_beginning else And()
            return And(self.end.at <= other.begin.at, earlier)
        # What an event keeps begins only after its first moment, which is not what is meant by some moment of a whole time.
        if other.kept and not self.is_inside:
            return And(self.end.at <= other.begin.at)
        # What is said to have begun at a moment, and to have lasted, may have been otherwise as of that very moment.
        if self.is_moment and other.names_beginning:
            return And(self.end.at <= other.begin.at, Or(self.end.at < other.begin.at, other.begin.at < other.end.at))
        if not self.until:
            return self.end.at < other.begin.at
        # What begins and ends at one instant is there at that instant.
        return And(self.end.at <= other.begin.at, Or(self.begin.at < self.end.at, self.end.at < other.begin.at))

    def fits(self, other):
        if self.effect and other.effect:
            return And()
        if not meet(self.value, other.value):
            return Or(self.over_before(other), other.over_before(self))
        named = not self.value.startswith("not ")
        if named and self.value == other.value and self.names_beginning and other.names_beginning:
            return Or(self.over_before(other), other.over_before(self), self.begin.at == other.begin.at)
        return And()


class Count:
    """A number that may rise and never falls, from one point to another; where it lasts, up to that and no longer."""

    def __init__(self, value, begin, end, lasts):
        self.value, self.begin, self.end, self.lasts = int(value), begin, end, lasts

    def fits(self, other):
        if self.value == other.value:
            return And()
        low, high = sorted((self, other), key=lambda one: one.value)
        # At one moment there is one number; what was so up to then only may have risen at that very moment.
        return low.end.at <= high.begin.at if low.lasts else low.end.at < high.begin.at


def above(value):
    """The value and all that it lies in."""
    return {value} | (above(INSIDE[value]) if value in INSIDE else set())


def meet(one, other):
    """Whether something can be both."""
    denied = [value.removeprefix("not ") for value in (one, other) if value.startswith("not ")]
    named = [value for value in (one, other) if not value.startswith("not ")]
    if len(denied) == 2:
        # Nobody is neither in custody nor at liberty; but one may live anywhere.
        return set(denied) != set(EFFECTS.values())
    if denied:
        return denied[0] not in above(named[0])
    return one in above(other) or other in above(one)


def times_of(reader, clauses):
    """Each word with its time."""
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
    return times


def holding(reader, statement):
    """What a state claims, what must hold of its points, and what must if it is held against others."""
    value, *clauses = statement["clauses"]
    times = times_of(reader, clauses)
    given, own = [formula for time in times.values() for formula in time.given], []
    begin, end, until = reader.world.point(), reader.world.point(), False
    for point in (begin, end):
        given.append(And(point.at >= reader.world.first * 86_400, point.at < reader.world.last * 86_400))

    def inside(point, time, whole):
        """A moment in it; of an event one of its ends."""
        given.append(whole(point, time) if isinstance(time, Between) else time.has(point))

    at_end = lambda point, time: same_instant(point, time.end)
    at_start = lambda point, time: same_instant(point, time.begin)
    within = lambda point, time: inside_of(point, time)
    word = next(iter(times))
    if word == "since":
        inside(begin, times["since"], at_end)
        if "as" in times:
            inside(end, times["as"], at_end)
        else:
            end = reader.moment_told()
        if "as" in times:
            given.append(not_after(begin, end))
        elif not reader.world.loose:
            # What was told before it began was told too early, which is another matter.
            own.append(not_after(begin, end))
    elif word == "from":
        inside(begin, times["from"], at_end)
        inside(end, times["to"], at_start)
        given.append(before(begin, end))
        until = True
    elif word == "throughout":
        given += all_through(reader, begin, end, times["throughout"])
        until = True
    elif word == "until":
        inside(end, times["until"], at_start)
        given.append(before(begin, end))
        until = True
    else:
        given.append(same_instant(begin, end))
        time = times[word]
        if word == "before":
            given.append(time.follows(begin))
        elif word == "after":
            given.append(time.precedes(begin))
        else:
            inside(begin, time, at_end if word == "as" else within)
    if "deaths" in statement["head"]:
        # Nobody has died of what had not begun, by some moment of that time.
        counted = begin
        if word == "as":
            counted = reader.world.point()
            inside(counted, times["as"], at_end)
        given.append(not_after(reader.event(statement["head"].removesuffix(".deaths")).start, counted))
        return Count(value, begin, end, until), given, own
    is_moment = word not in ("since", "from", "throughout", "until")
    is_inside = word in ("as", "during") and not is_point(times[word])
    claimed = Holding(
        value, begin, end, until, names_beginning=word in ("since", "from"), is_moment=is_moment, is_inside=is_inside
    )
    return claimed, given, own


def is_point(time):
    return isinstance(time, Between) and time.begin is time.end


def inside_of(point, time):
    """Not only when it is over, unless it is all over at once."""
    return And(time.has(point), Or(before(point, time.end), same_instant(time.begin, time.end)))


def same_instant(one, other):
    return And(not_after(one, other), not_after(other, one))


def all_through(reader, begin, end, time):
    """From the very beginning of a time to its very end."""
    if isinstance(time, Fixed):
        (reading,) = time.readings
        return [begin.on(reading) == reading.low, end.on(reading) == reading.high]
    if isinstance(time, SomeDay):
        return [begin.local(time.zone) == time.low, end.local(time.zone) == time.high]
    return [same_instant(begin, time.begin), same_instant(end, time.end)]


def by_event(world, event, kind):
    """What an event sets when it is over, or keeps while it lasts, if either; and what must hold of its points if that is held against
    others."""
    start, end = world.events[event].start, world.events[event].end
    if kind in EFFECTS:
        return Holding(EFFECTS[kind], end, end, effect=True), []
    if kind in KEPT:
        return Holding(KEPT[kind], start, end, until=True, kept=True), [before(start, end)]
    return None, []


def clashes(switches, guard, holdings):
    """That no two states of one attribute clash, where both are claimed."""
    keys = sorted(holdings)
    return [
        Implies(And(guard, switches[one], switches[other]), holdings[one].fits(holdings[other]))
        for at, one in enumerate(keys)
        for other in keys[at + 1:]
    ]
