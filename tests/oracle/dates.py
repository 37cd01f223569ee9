"""Dates as what they leave open, in seconds since 1970 on the clock on which they are told.

A date is a list of readings, any of which may be meant. A reading is a period that begins with its first second and ends before its
last one; or a moment that lies somewhere in such a period.
"""

import datetime
import functools
import re
import zoneinfo
from dataclasses import dataclass, replace

from words import THIRDS, WEEKDAYS

DAY = 86_400
HOUR = 3_600
# How far the clocks of the zones of the cases have ever been ahead of UTC, since clocks are kept: where nothing is dated, it may be
# any year.
EVER = {
    "Asia/Kabul": (14_400, 16_608),
    "Asia/Tokyo": (32_400, 36_000),
    "America/Lima": (-18_516, -14_400),
    "Europe/Rome": (2_996, 7_200),
    "America/New_York": (-18_000, -14_400),
}
EPOCH = datetime.date(1970, 1, 1).toordinal()
HOURS = {"morning": (4, 12), "noon": (11, 14), "afternoon": (12, 18), "evening": (16, 24), "night": (18, 30)}


@dataclass(frozen=True)
class Reading:
    """A period, or a moment somewhere in it."""
    low: int
    high: int
    moment: bool = False
    # Whether it is told in UTC.
    zoned: bool = False
    # By how much it may begin later and end earlier: of what is approximate.
    later: int = 0
    earlier: int = 0


def day_of(year, month, day):
    return datetime.date(year, month, day).toordinal() - EPOCH


def civil(day):
    return datetime.date.fromordinal(day + EPOCH)


def month_start(month):
    """The first day of a month, counted from the year 0."""
    return day_of(month // 12, month % 12 + 1, 1)


def month_of(day):
    date = civil(day)
    return date.year * 12 + date.month - 1


def days(first, last):
    """From the first day to the last, all of it."""
    return Reading(first * DAY, (last + 1) * DAY)


def months(first, last):
    return Reading(month_start(first) * DAY, month_start(last + 1) * DAY)


def weekday_of(day):
    return (day + 3) % 7


def latest_weekday(name, day):
    return day - (weekday_of(day) - WEEKDAYS.index(name)) % 7


def next_weekday(name, day):
    return day + 1 + (WEEKDAYS.index(name) - weekday_of(day + 1)) % 7


def unit_of(text):
    """A year, month or day by its unit and number."""
    if match := re.fullmatch(r"(\d{4})", text):
        return "year", int(text)
    if match := re.fullmatch(r"(\d{4})-(\d\d)", text):
        return "month", int(match[1]) * 12 + int(match[2]) - 1
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text):
        return "day", day_of(*map(int, match.groups()))
    return None


def whole(unit, number):
    if unit == "year":
        return months(number * 12, number * 12 + 11)
    return months(number, number) if unit == "month" else days(number, number)


def unspecified(text):
    """`2025-01-1X`: every date that the digits may be."""
    if "X" not in text:
        return [text]
    found = []
    for digit in "0123456789":
        for more in unspecified(text.replace("X", digit, 1)):
            try:
                if unit_of(more):
                    whole(*unit_of(more))
                    found.append(more)
            except ValueError:
                pass
    return found


def written(text, zone):
    """The readings of a date as written."""
    if text.startswith("["):
        return [reading for member in text[1:-1].split(",") for reading in members(member, zone)]
    if "/" in text:
        first, last = (written(end, zone) for end in text.split("/"))
        return [Reading(one.low, other.high, zoned=one.zoned) for one in first for other in last]
    approximate = text.endswith("~")
    if "T" in text:
        return [clock(text, zone)]
    readings = []
    for one in unspecified(text.rstrip("~")):
        unit, number = unit_of(one)
        reading = whole(unit, number)
        if approximate:
            low, high = whole(unit, number - 1).low, whole(unit, number + 1).high
            later, earlier = whole(unit, number + 1).low - low, high - whole(unit, number - 1).high
            reading = Reading(low, high, later=later, earlier=earlier)
        readings.append(reading)
    return [local(reading, zone) for reading in readings]


def members(text, zone):
    if ".." not in text:
        return written(text, zone)
    (unit, first), (_, last) = (unit_of(end) for end in text.split(".."))
    return [local(whole(unit, number), zone) for number in range(first, last + 1)]


def clock(text, zone):
    """A clock time: a moment in its minute or second."""
    match = re.fullmatch(r"(\S{10})T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d)?", text)
    date, hour, minute, second, offset = match.groups()
    start = unit_of(date)[1] * DAY + int(hour) * HOUR + int(minute) * 60 + int(second or 0)
    reading = Reading(start, start + (1 if second else 60), moment=True)
    if not offset:
        return local(reading, zone)
    shift = 0
    if offset != "Z":
        shift = (1 if offset[0] == "+" else -1) * (int(offset[1:3]) * HOUR + int(offset[4:]) * 60)
    return replace(reading, low=reading.low - shift, high=reading.high - shift, zoned=True)


def local(reading, zone):
    """A bare time on the clock of a source that has a zone, in UTC."""
    if not zone:
        return reading
    return replace(reading, low=instants(zone, reading.low)[0], high=instants(zone, reading.high)[1], zoned=True)


def offset_at(zone, instant):
    """How far the clocks of a zone are ahead of UTC at an instant."""
    at = datetime.datetime.fromtimestamp(instant, zoneinfo.ZoneInfo(zone))
    return int(at.utcoffset().total_seconds())


@functools.lru_cache(maxsize=None)
def changes(zone, first, last):
    """The instants from one day to another from which on the clocks of a zone have another offset, with that and the one before."""
    found = []
    for day in range(first, last):
        low, high = day * DAY, (day + 1) * DAY
        before, after = offset_at(zone, low), offset_at(zone, high)
        if before != after:
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if offset_at(zone, middle) == before else (low, middle)
            found.append((high, before, after))
    return found


def instants(zone, shown):
    """The first and the last instant at which the clocks of a zone may show this; where they are put forward over it, what it would
    be before and after."""
    offsets = [offset_at(zone, shown - EVER[zone][at] + by) for at in (0, 1) for by in (-HOUR, 0, HOUR)]
    fitting = [one for one in offsets if offset_at(zone, shown - one) == one] or offsets
    return shown - max(fitting), shown - min(fitting)


def third_of(reading, third):
    """The early, middle or late third of a part of a day, a day, a month or a year."""
    first = reading.low // DAY
    length = reading.high - reading.low
    if reading.low == first * DAY and length >= 365 * DAY:
        start = month_of(first)
        low, high = {"early": (0, 4), "mid": (3, 8), "late": (7, 11)}[third]
        return months(start + low, start + high)
    if reading.low == first * DAY and length >= 28 * DAY:
        low, high = {"early": (0, 11), "mid": (7, 22), "late": (18, length // DAY - 1)}[third]
        return days(first + low, first + high)
    if length == 7 * DAY:
        low, high = {"early": (0, 2), "mid": (1, 4), "late": (3, 6)}[third]
        return days(first + low, first + high)
    low, high = {"early": (0, 2), "mid": (1, 3), "late": (2, 4)}[third]
    return Reading(reading.low + low * length // 4, reading.low + high * length // 4)


def part_of(reading, third, part):
    """A part of a day, a third of it, or a third of something longer."""
    inner, name = part
    if name:
        first, last = reading.low // DAY, (reading.high - 1) // DAY
        low, high = HOURS[name]
        assert first == last, "a part of more than one day"
        reading = Reading(first * DAY + low * HOUR, first * DAY + high * HOUR)
    for one in (third, inner):
        if one in THIRDS:
            reading = third_of(reading, one)
    return reading


def spoken(word, day):
    """What a word such as `yesterday` means when it is told on this day."""
    if word in ("today", "yesterday", "tomorrow"):
        shift = {"today": 0, "yesterday": -1, "tomorrow": 1}[word]
        return days(day + shift, day + shift)
    if word == "tonight":
        return part_of(days(day, day), "", ("", "night"))
    which, unit = word.split()
    if unit in HOURS:
        shift = -1 if which == "last" else 0
        return part_of(days(day + shift, day + shift), "", ("", unit))
    shift = {"last": -1, "this": 0, "next": 1}[which]
    if unit == "week":
        monday = latest_weekday("Monday", day) + 7 * shift
        return days(monday, monday + 6)
    if unit == "month":
        return months(month_of(day) + shift, month_of(day) + shift)
    year = civil(day).year + shift
    return months(year * 12, year * 12 + 11)
