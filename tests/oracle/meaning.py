"""What clauses of time mean, as formulas over instants.

Each event has a start and an end, real numbers of seconds since 1970; of a moment they are one. Days are whole numbers tied to
instants by `day <= instant < day + 1`. Nothing here knows how Belie goes about it.
"""

import functools
import re
from dataclasses import replace
from fractions import Fraction

from z3 import And, If, Int, IntVal, Or, Q, Real

import dates
from dates import DAY, Reading
from words import WEEKDAYS

SECONDS = {"minute": 60, "hour": 3_600, "day": DAY, "week": 7 * DAY}
# So many days before and after the first source are looked at: far more than any case needs, so that nothing is lost; but z3
# would not always come to an end without a bound.
AROUND, AROUND_MONTHS = 250, 1_200


class Point:
    """An instant, on the clock on which bare times are told and, in a case with zones, in UTC."""

    def __init__(self, world, name):
        self.at = Real(name)
        self.utc = None
        self.world = world
        self.name = name
        self.days = {}
        self.locals = {}
        if world.zoned:
            self.utc = Real(f"{name}.utc")
            ahead = self.at - self.utc
            world.given.append(And(ahead <= 14 * 3_600, ahead >= -12 * 3_600))

    def on(self, reading):
        """The clock on which a reading is told."""
        return self.utc if reading.zoned and self.utc is not None else self.at

    def local(self, zone):
        """On the clock of a source: that of its zone, if it has one."""
        if not zone:
            return self.at
        if not self.world.loose:
            return shown(self.utc, zone, self.world.first, self.world.last)
        if zone not in self.locals:
            at = self.locals[zone] = Real(f"{self.name} {zone}")
            least, most = dates.EVER[zone]
            self.world.given.append(And(at - self.utc >= least, at - self.utc <= most))
        return self.locals[zone]

    def day(self, zone=None):
        """The number of its day, on the clock of a source."""
        if zone not in self.days:
            number = self.days[zone] = Int(f"{self.name}.day {zone or ''}")
            at = self.local(zone)
            self.world.given.append(And(DAY * number <= at, at < DAY * (number + 1)))
            self.world.given.append(And(number >= self.world.first, number < self.world.last))
        return self.days[zone]

    def clocks(self):
        return [self.at] if self.utc is None else [self.at, self.utc]


def shown(utc, zone, first, last):
    """What the clocks of a zone show at an instant in these days."""
    changes = dates.changes(zone, first, last)
    ahead = changes[-1][2] if changes else dates.offset_at(zone, first * DAY)
    local = utc + ahead
    for instant, before, _ in reversed(changes):
        local = If(utc < instant, utc + before, local)
    return local


class Event:
    def __init__(self, world, name, lasts):
        self.start = Point(world, f"{name}.start")
        self.end = Point(world, f"{name}.end") if lasts else self.start
        if lasts:
            world.given += [not_after(self.start, self.end)]


def each_clock(one, other, compare):
    """On every clock that both have."""
    return And([compare(a, b) for a, b in zip(one.clocks(), other.clocks())])


def not_after(one, other):
    return each_clock(one, other, lambda a, b: a <= b)


def before(one, other):
    return each_clock(one, other, lambda a, b: a < b)


def same(one, other):
    return each_clock(one, other, lambda a, b: a == b)


class World:
    """The events of one course of things, and what holds of them whatever is claimed."""

    def __init__(self, case, prefix="", loose=False):
        # Whether a zone may be as far from UTC as it ever was.
        self.loose = loose
        self.zoned = any(source["zone"] for source in case["sources"]) or any(map(zoned, texts(case)))
        about = dates.written(case["sources"][0]["published"], None)[0].low // DAY
        around = AROUND_MONTHS if any(re.search("month|year", text) for text in texts(case)) else AROUND
        self.first, self.last = about - around, about + around
        self.given = []
        self.fresh = 0
        self.told = {}
        self.prefix = prefix
        self.events = {one["name"]: Event(self, prefix + one["name"], one["lasts"]) for one in case["events"]}
        for one in case["events"]:
            if one["of"]:
                self.given.append(not_after(self.events[one["of"]].start, self.events[one["name"]].start))

    def point(self):
        self.fresh += 1
        return Point(self, f"{self.prefix}counted{self.fresh}")


def texts(case):
    return [text for claim in case["claims"] for one in claim["statements"] for text in one["clauses"]]


def zoned(text):
    """Whether a clause names a clock time with a zone."""
    return re.search(r"T\d\d:\d\d(:\d\d)?(Z|[+-])", text) is not None


class Fixed:
    """A date: one of its readings is meant."""

    def __init__(self, readings):
        self.readings = readings
        self.given = []

    def has(self, point):
        return Or([And(r.low <= point.on(r), point.on(r) < r.high) for r in self.readings])

    def over(self, start, end):
        """The whole from start to end lies in it; ends may coincide."""
        return Or([And(r.low <= start.on(r), start.on(r) < r.high, end.on(r) <= r.high) for r in joined(self.readings)])

    def follows(self, point):
        """The point is before it begins."""
        return Or([point.on(r) < (r.high if r.moment else r.low + r.later) for r in self.readings])

    def precedes(self, point):
        """The point is after it is over."""
        return Or([point.on(r) > r.low if r.moment else point.on(r) >= r.high - r.earlier for r in self.readings])

    def began(self, point):
        """The point is not before it begins."""
        return Or([point.on(r) >= r.low for r in self.readings])

    def lasts(self, point):
        """The point is not after it is over."""
        return Or([point.on(r) < r.high for r in self.readings])

    def counted(self, world, _way):
        """Where counting begins: anywhere in it."""
        point = world.point()
        self.given.append(self.has(point))
        return point


def joined(readings):
    """As one stretch what touches: `[2025-01,2025-02]` has no gap in which something could not go on."""
    stretches = []
    for one in sorted(readings, key=lambda one: one.low):
        if stretches and one.low <= stretches[-1].high:
            stretches[-1] = replace(stretches[-1], high=max(stretches[-1].high, one.high))
        else:
            stretches.append(one)
    return stretches


class Between:
    """From one point to another: an event, one of its ends, or a time counted in hours or minutes."""

    def __init__(self, begin, end, given=()):
        self.begin, self.end, self.given = begin, end, list(given)

    def has(self, point):
        return And(not_after(self.begin, point), not_after(point, self.end))

    def over(self, start, end):
        return And(not_after(self.begin, start), not_after(end, self.end))

    def follows(self, point):
        return before(point, self.begin)

    def precedes(self, point):
        return before(self.end, point)

    def began(self, point):
        return not_after(self.begin, point)

    def lasts(self, point):
        return not_after(point, self.end)

    def counted(self, _world, way):
        return self.end if way == "after" else self.begin


class SomeDay:
    """A day that is counted from something: all of it, or a part."""

    def __init__(self, day, given, zone, low=0, high=DAY, anchor=None):
        self.day, self.given, self.zone, self.anchor = day, list(given), zone, anchor
        self.low, self.high = DAY * day + low, DAY * day + high

    def has(self, point):
        return And(self.low <= point.local(self.zone), point.local(self.zone) < self.high)

    def over(self, start, end):
        return And(self.has(start), end.local(self.zone) <= self.high)

    def follows(self, point):
        return point.local(self.zone) < self.low

    def precedes(self, point):
        return point.local(self.zone) >= self.high

    def began(self, point):
        return point.local(self.zone) >= self.low

    def lasts(self, point):
        return point.local(self.zone) < self.high

    def counted(self, world, _way):
        point = self.anchor or world.point()
        self.given.append(self.has(point))
        return point


def bounds(count):
    """The least and the most that a count leaves open, in its unit, and whether these are themselves outside; none for no bound."""
    low, high = count.low, count.high
    if count.bound == "about":
        wide = lambda number: max(Fraction(1), Fraction(number, 10))
        return (max(0, low - wide(low)), False), (high + wide(high), False)
    if count.bound == "at least":
        return (low, False), None
    if count.bound == "more than":
        return (low, True), None
    if count.bound in ("at most", "within"):
        return (0, False), (high, False)
    if count.bound == "less than":
        return (0, False), (high, True)
    if count.bound == "exactly" or count.unit == "day":
        return (low, False), (high, False)
    return (low - 1, True), (high + 1, True)


def exact(number):
    """A number as z3 takes it."""
    return int(number) if number == int(number) else Q(number.numerator, number.denominator)


def compare(value, bound, most):
    number, outside = bound
    if most:
        return value < number if outside else value <= number
    return value > number if outside else value >= number


def apart(earlier, later, count, by_day, zone=None):
    """So much lies between two points."""
    low, high = bounds(count)
    scale = lambda bound, by: bound and (exact(bound[0] * by), bound[1])
    if by_day and count.unit in ("day", "week"):
        by = SECONDS[count.unit] // DAY
        clocks = [(earlier.day(zone), later.day(zone))]
    else:
        by = SECONDS[count.unit]
        clocks = list(zip(earlier.clocks(), later.clocks()))
    formulas = []
    for one, other in clocks:
        formulas.append(compare(other - one, scale(low, by), False))
        if high:
            formulas.append(compare(other - one, scale(high, by), True))
    return And(formulas)


@functools.lru_cache(maxsize=None)
def shifted(day, months, over, first, last):
    """So many months from a day, by the calendar. Where the month lacks the day: its last one, or (`over`) the first of the next. From
    the last day of a month to the same day of another, or (`over`) to its last."""

    def tree(low, high):
        if high - low == 1:
            begin, length = (dates.month_start(low + months), dates.month_start(low + months + 1) - dates.month_start(low + months))
            into = day - dates.month_start(low)
            own = dates.month_start(low + 1) - dates.month_start(low)
            same = If(into == own - 1, IntVal(begin + length - 1), begin + into) if over else begin + into
            return If(into < length, same, IntVal(begin + length - (0 if over else 1)))
        middle = (low + high) // 2
        return If(day < dates.month_start(middle), tree(low, middle), tree(middle, high))

    return tree(dates.month_of(first), dates.month_of(last) + 1)


def months_apart(point, anchor, count, way, zone):
    """So many calendar months, counted from the day of the anchor."""
    by = 12 if count.unit == "year" else 1
    sign = 1 if way == "after" else -1
    low, high = bounds(count)
    at = lambda bound, over: shifted(anchor.day(zone), sign * int(bound[0]) * by, over, anchor.world.first, anchor.world.last)
    formulas = []
    for bound, nearer in ((low, True), (high, False)):
        if bound is None:
            continue
        # The nearer bound is the least of a count after, and the most of a count before.
        least = nearer == (sign > 0)
        limit = at(bound, over=not least)
        day = point.day(zone)
        # Nothing new, but z3 sees it at once: so many months are so many days, about.
        about = sign * int(bound[0]) * by
        formulas.append(And(limit - anchor.day(zone) >= (about * 487 - 64) / 16, limit - anchor.day(zone) <= (about * 487 + 79) / 16))
        # Whatever day is meant, it is one for all who count the same.
        meant = Int(f"{anchor.name} {about} months {point.name} {zone or ''}")
        for limit in (limit, meant):
            if least:
                formulas.append(day > limit if bound[1] else day >= limit)
            else:
                formulas.append(day < limit if bound[1] else day <= limit)
    return And(formulas)


def counted(point, anchor, count, way, zone):
    """The point is so far before or after the anchor."""
    if count.unit in ("month", "year"):
        formula = months_apart(point, anchor, count, way, zone)
    elif way == "after":
        formula = apart(anchor, point, count, True, zone)
    else:
        formula = apart(point, anchor, count, True, zone)
    # `after` means after, also where a count of days would allow the same day.
    order = not_after(anchor, point) if way == "after" else not_after(point, anchor)
    return And(formula, order)


def telling(case, claim):
    """The readings of when a claim was told."""
    source = case["sources"][claim["source"]]
    text = claim["told"] or source["published"]
    return dates.written(text, None)


def days_told(case, claim):
    return sorted({day for r in telling(case, claim) for day in range(r.low // DAY, (r.high - 1) // DAY + 1)})


class Reader:
    """Turns the trees of times into what they mean in a world, for one claim."""

    def __init__(self, world, case, claim, planned=False):
        self.world, self.case, self.claim, self.planned = world, case, claim, planned
        self.zone = case["sources"][claim["source"]]["zone"]
        self.named = set()
        # Whether the clause is bound to the calendar.
        self.dated = False

    def event(self, name):
        self.named.add(name)
        return self.world.events[name]

    def moment_told(self):
        """When the claim was told: what a source says for itself it says at one moment."""
        self.dated = True
        own = self.claim["told"] or self.claim["by"]
        key = self.case["claims"].index(self.claim) if own else f"source {self.claim['source']}"
        if key not in self.world.told:
            point = self.world.told[key] = self.world.point()
            self.world.given.append(self.fixed(telling(self.case, self.claim)).has(point))
        return self.world.told[key]

    def fixed(self, readings, third="", part=("", "")):
        return Fixed([dates.part_of(reading, third, part) for reading in readings])

    def from_telling(self, reading_on):
        """What follows from each day on which it may have been told."""
        found = {reading_on(day) for day in days_told(self.case, self.claim)}
        return Fixed([dates.local(reading, self.zone) for reading in sorted(found, key=lambda r: r.low)])

    def time(self, tree):
        kind = tree[0]
        self.dated |= kind not in ("event", "count", "any", "first")
        if kind == "date":
            if part := tree[3][1] or tree[1]:
                assert part
                bare = [dates.part_of(r, tree[1], tree[3]) for r in dates.written(tree[2], None)]
                return Fixed([dates.local(reading, self.zone) for reading in bare])
            return Fixed(dates.written(tree[2], self.zone))
        if kind == "event":
            event = self.event(tree[1])
            begin = event.end if tree[2] == "end" else event.start
            return Between(begin, event.start if tree[2] == "start" else event.end)
        if kind == "weekday":
            which = dates.next_weekday if self.planned else dates.latest_weekday

            def on(day):
                found = which(tree[2], day)
                return dates.part_of(dates.days(found, found), tree[1], tree[3])
            return self.from_telling(on)
        if kind == "told":
            return self.fixed(telling(self.case, self.claim), tree[1], tree[2])
        if kind == "spoken":
            return self.from_telling(lambda day: dates.part_of(dates.spoken(tree[2], day), tree[1], tree[3]))
        if kind == "ago":
            return self.offset(tree[1], "before", self.fixed(telling(self.case, self.claim)))
        if kind == "count":
            return self.offset(tree[1], tree[2], self.time(tree[3]))
        if kind in ("any", "first"):
            return self.weekday(tree)
        raise AssertionError(tree)

    def weekday(self, tree):
        """`any Saturday night`, `Saturday after E`."""
        point = self.world.point()
        third, name, part = (tree[1], tree[2], tree[3]) if tree[0] == "any" else (tree[3], tree[1], tree[4])
        whole = dates.part_of(Reading(0, DAY), third, part)
        day = point.day(self.zone)
        given = [(day + 3) % 7 == WEEKDAYS.index(name)]
        if tree[0] == "first":
            after = self.event(tree[2]).end
            given += [day > after.day(self.zone), day <= after.day(self.zone) + 7]
        return SomeDay(day, given, self.zone, whole.low, whole.high)

    def offset(self, count, way, anchor):
        """A time counted from another: a day, where it is counted in days or more, else an instant."""
        point = self.world.point()
        begin = anchor.counted(self.world, way)
        given = anchor.given + [counted(point, begin, count, way, self.zone)]
        if count.unit in ("minute", "hour"):
            return Between(point, point, given)
        return SomeDay(point.day(self.zone), given, self.zone, anchor=point)

    def clause(self, name, tree):
        """What a clause about this event asks."""
        event, kind = self.event(name), tree[0]
        if kind in ("same time", "same day", "reason"):
            other = self.event(tree[1])
            if kind == "same time":
                return And(same(event.start, other.start), same(event.end, other.end))
            if kind == "same day":
                return event.start.day(self.zone) == other.start.day(self.zone)
            return before(other.start, event.end)
        if kind == "for":
            return self.lasting(event, tree[1])
        if kind == "counted":
            inner = tree[1]
            count, way = inner[1], "before" if inner[0] == "ago" else inner[2]
            self.dated |= inner[0] == "ago"
            anchor = self.fixed(telling(self.case, self.claim)) if inner[0] == "ago" else self.time(inner[3])
            begin = anchor.counted(self.world, way)
            return And(*anchor.given, counted(event.start, begin, count, way, self.zone))
        if kind == "between":
            first, second = self.time(tree[1]), self.time(tree[2])
            return And(*first.given, *second.given, first.began(event.start), second.lasts(event.start))
        time = self.time(tree[1])
        asked = {
            "on": lambda: time.has(event.start),
            "from": lambda: time.has(event.start),
            "to": lambda: time.has(event.end),
            "before": lambda: time.follows(event.end),
            "after": lambda: time.precedes(event.start),
            "during": lambda: time.over(event.start, event.end),
        }[kind]()
        return And(*time.given, asked)

    def lasting(self, event, count):
        """`for 3 days`: as many with the first and the last, a day and a half less or half a day more; less than one of other units."""
        start, end = event.start, event.end
        if count.unit in ("month", "year"):
            return And(months_apart(end, start, count, "after", self.zone), not_after(start, end))
        if count.unit != "day":
            return apart(start, end, count, False)
        hours = each_clock(start, end, lambda one, other: And(
            other > one,
            2 * (other - one) > (2 * count.low - 3) * DAY,
            2 * (other - one) < (2 * count.high + 1) * DAY,
        ))
        return And(hours, end.day(self.zone) - start.day(self.zone) >= count.low - 1)
