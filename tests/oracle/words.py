"""From the words of a time to a small tree, by the tables of grammar/README.md alone.

A tree is a tuple whose first member names what it is:

    ("date", text)                      a date as written, with the words around it below
    ("event", name, "whole|start|end")
    ("count", Count, way, time)         `2 days after T`
    ("ago", Count)
    ("first", weekday, event, part)     `Saturday after E`
    ("weekday", third, weekday, part)   a bare one
    ("any", third, weekday, part)
    ("told", third, part)               `told` and `published` alike: the telling
    ("spoken", third, word, part)       `yesterday`, `last week`
"""

import re
from dataclasses import dataclass

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
PARTS = ["morning", "noon", "afternoon", "evening", "night"]
THIRDS = ["early", "mid", "late"]
UNITS = ["minute", "hour", "day", "week", "month", "year"]
NUMBERS = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve".split())} | {"a": 1, "an": 1}


@dataclass(frozen=True)
class Count:
    """`at least 2 to 3 days`"""
    bound: str
    low: int
    high: int
    unit: str


class Words:
    """Reads the words of a clause from left to right."""

    def __init__(self, text):
        self.words = re.findall(r"\[[^\]]*\]|\S+", text)
        self.at = 0

    def peek(self, ahead=0):
        at = self.at + ahead
        return self.words[at] if at < len(self.words) else ""

    def next(self):
        word = self.peek()
        self.at += 1
        return word

    def take(self, *words):
        """Whether these words come next; they are then read."""
        if tuple(self.words[self.at:self.at + len(words)]) == words:
            self.at += len(words)
            return True
        return False

    def one_of(self, words):
        return self.next() if self.peek() in words else ""

    def done(self):
        return self.at >= len(self.words)


def amount(words):
    """`2 to 3 days`, or none."""
    number = lambda word: NUMBERS.get(word, int(word) if word.isdigit() and len(word) < 4 else None)
    low = number(words.peek())
    if low is None:
        return None
    ahead, high = 1, low
    if words.peek(1) == "to" and number(words.peek(2)) is not None:
        ahead, high = 3, number(words.peek(2))
    unit = words.peek(ahead).removesuffix("s")
    if unit not in UNITS:
        return None
    words.at += ahead + 1
    return low, high, unit


def offset(words):
    """`at least 2 days before T`, or none."""
    start, bound = words.at, ""
    for known in (("at", "least"), ("at", "most"), ("less", "than"), ("more", "than"), ("about",), ("exactly",), ("within",)):
        if words.take(*known):
            bound = " ".join(known)
            break
    found = amount(words)
    if found is None:
        words.at = start
        return None
    count = Count(bound, *found)
    way = words.next()
    if way == "ago":
        return ("ago", count)
    if way == "of" and bound == "within":
        way = "after"
    assert way in ("before", "after"), words.words
    return ("count", count, way, time(words))


def part_of(words):
    """`late evening` behind a day: a third and a part."""
    third = words.one_of(THIRDS) if words.peek(1) in PARTS else ""
    return third, words.one_of(PARTS)


def time(words):
    """A time."""
    counted = offset(words)
    if counted:
        return counted
    about = words.take("about")
    tree = body(words)
    if about:
        assert tree[0] == "date", words.words
        tree = ("date", tree[1], tree[2] + "~", *tree[3:])
    return tree


def body(words):
    for end in ("start", "end"):
        if words.take(end, "of"):
            return ("event", words.next(), end)
    if words.take("any"):
        third, day = words.one_of(THIRDS), words.next()
        return ("any", third, day, part_of(words))
    third = words.one_of(THIRDS)
    word = words.peek()
    if word in ("told", "published"):
        words.next()
        return ("told", third, part_of(words))
    if word in ("today", "yesterday", "tomorrow", "tonight"):
        words.next()
        return ("spoken", third, word, part_of(words))
    if word in ("last", "this", "next"):
        return ("spoken", third, f"{words.next()} {words.next()}", ("", ""))
    if word in WEEKDAYS and not re.match(r"[\[\d]", words.peek(1)):
        day, part = words.next(), part_of(words)
        if words.take("after"):
            return ("first", day, words.next(), third, part)
        return ("weekday", third, day, part)
    if word in WEEKDAYS:
        words.next()
    if re.match(r"[\[\d.]", words.peek()):
        return ("date", third, words.next(), part_of(words))
    return ("event", words.next(), "whole")


def clause(text):
    """A clause of time: its word and what stands behind it; none for a role."""
    words = Words(text)
    counted = offset(words)
    if counted:
        tree = ("counted", counted)
    elif words.take("same", "time", "as"):
        tree = ("same time", words.next())
    elif words.take("same", "day", "as"):
        tree = ("same day", words.next())
    elif words.take("reason"):
        tree = ("reason", words.next())
    elif words.take("for"):
        tree = ("for", Count("", *amount(words)))
    elif words.take("between"):
        first = time(words)
        assert words.take("and"), text
        tree = ("between", first, time(words))
    elif words.peek() in ("on", "before", "after", "from", "to", "during"):
        tree = (words.next(), time(words))
    else:
        return None
    assert words.done(), f"not understood: {text!r} from {words.peek()!r}"
    return tree
