"""A seeded case of many sources, as Belie's claim files and as the tables that its peers read.

  workload.py CLAIMS FOLDER [SEED]

Of ten claims, seven give one of four roles of an event its value, one dates an event, one counts the days from an event to another, one
says in which state a person was. Most are true of one history. So many contradict each other as truth.json tells:

  value     roles of events with two values that cannot both be: after other names, and unless one place lies in the other
  temporal  stories of ten events (e0 to e9, e10 to e19, …) whose days cannot all be
  state     pairs of claims that have a person in custody and at liberty on the same day

FOLDER/case holds the claim files, FOLDER/times those of the claims about days alone; FOLDER/tables has the same records for the peers,
which get them ready made:

  v  claim source event role value          a value
  d  claim source event least most          the day of an event, counted from 1970-01-01
  r  claim source one other least most      the days from one event to the other
  s  claim source person state first last   a state, from its first day to its last
  a  name other                             another name of somebody, or of another name
  p  place holder                           a place and what holds it
"""

import datetime
import json
import pathlib
import random
import sys
from collections import Counter, defaultdict

import questions

FIRST = "ana boris clara dmitri elena farid greta hassan irina jorge karim lena marko nadia omar petra".split()
LAST = "kovac silva okafor petrov haddad novak jensen moreau tanaka adeyemi rossi weber".split()
OUTCOMES = "charged released detained transferred acquitted convicted deported unknown_fate".split()
STATES = {"custody": "in_custody", "liberty": "at_liberty"}
COUNTRIES, PROVINCES, CITIES, SITES = 5, 10, 10, 10
# Of the roles with several claims, and of the persons, so many in a hundred contradict.
WRONG_ROLES_PERCENT, WRONG_PERSONS_PERCENT = 2.0, 1
EPOCH = datetime.date(1970, 1, 1)


class Workload:
    """The records of a case, in the making."""

    def __init__(self, claims, seed):
        self.chance = random.Random(seed)
        self.below = self.chance.randrange
        self.each = claims // 10
        self.values_wanted = claims - 3 * self.each
        self.sources = max(20, claims // 1000)
        self.records = []
        self.made = Counter()
        self.truth = Counter()
        self.aliases, self.places, self.sites = [], [], []
        self.persons = [self.name_of(number) for number in range(max(50, claims // 50))]
        self.names = [self.with_aliases(person) for person in self.persons]
        self.plant_places()
        self.events = self.sow_values()
        self.sow_stories()
        self.sow_states()
        # As a user's files have them: source by source.
        self.records.sort(key=lambda record: record[0])

    @staticmethod
    def name_of(number):
        return f"{FIRST[number % 16]}_{LAST[number // 16 % 12]}_{number:06d}"

    def with_aliases(self, person):
        """All names of a person; each further one is another name of the one before."""
        names = [person]
        if self.chance.random() < 0.10:
            for number in range(1 + self.below(3)):
                names.append(f"aka_{number}_{person}")
                self.aliases.append((names[-1], names[-2]))
        return names

    def plant_places(self):
        for country in range(COUNTRIES):
            for province in range(PROVINCES):
                self.places.append((f"province_{country}_{province}", f"country_{country}"))
                for city in range(CITIES):
                    self.places.append((f"city_{country}_{province}_{city}", f"province_{country}_{province}"))
                    for site in range(SITES):
                        path = (country, province, city, site)
                        self.places.append((place(path, 0), place(path, 1)))
                        self.sites.append(path)

    def claim(self, source, kind, *fields):
        self.records.append((source, kind, *fields))
        self.made[kind] += 1

    # Values

    def sow_values(self):
        """Gives the roles of event after event their values, and tells how many events that took."""
        event = 0
        while self.made["v"] < self.values_wanted:
            for role in ("who", "place", "vehicle", "outcome"):
                self.sow_role(event, role)
                if self.made["v"] >= self.values_wanted:
                    break
            event += 1
        return event

    def sow_role(self, event, role):
        count = 1 + self.below(4)
        sources = self.chance.sample(range(self.sources), count)
        wrong = count >= 2 and self.chance.random() < WRONG_ROLES_PERCENT / 100
        liar = self.below(count)
        left = self.values_wanted - self.made["v"]
        if count > left:
            count = left
            wrong = wrong and count >= 2 and liar < count
        values = getattr(self, f"{role}_values")(count, liar if wrong else None)
        self.truth["value"] += wrong
        for source, value in zip(sources, values):
            self.claim(source, "v", f"e{event}", role, value)

    def who_values(self, count, liar):
        true = self.below(len(self.persons))
        other = (true + 1 + self.below(len(self.persons) - 1)) % len(self.persons)
        values = [
            self.chance.choice(self.names[true]) if self.chance.random() < 0.3 else self.persons[true] for _ in range(count)
        ]
        return with_lie(values, liar, self.persons[other])

    def place_values(self, count, liar):
        true = self.chance.choice(self.sites)
        values = [place(true, 1 + self.below(3)) if self.chance.random() < 0.2 else place(true, 0) for _ in range(count)]
        if liar is not None:
            elsewhere = ((true[0] + 1 + self.below(4)) % COUNTRIES, *true[1:])
            values[liar] = place(elsewhere, self.below(3))
        return values

    def vehicle_values(self, count, liar):
        true = self.below(1_000_000)
        values = [f"plate_{true:06d}"] * count
        if liar is not None:
            values[liar] = f"plate_{(true + 1 + self.below(999_998)) % 1_000_000:06d}"
        return values

    def outcome_values(self, count, liar):
        true = self.below(len(OUTCOMES))
        values = [OUTCOMES[true]] * count
        if liar is not None:
            values[liar] = OUTCOMES[(true + 1 + self.below(7)) % 8]
        return values

    # Times

    def sow_stories(self):
        stories = self.events // 10
        wrong = self.chance.sample(range(stories), min(stories, max(3, stories // 100)))
        wrong = {story: "abc"[number % 3] for number, story in enumerate(wrong)}
        self.day = [3650 + event // 10 % 20_000 + self.below(400) for event in range(stories * 10)]
        dates = relations = 0.0
        each = self.each / stories
        for story in range(stories):
            dates, relations = dates + each, relations + each
            self.sow_story(10 * story, int(dates), int(relations), wrong.get(story))
            dates, relations = dates % 1, relations % 1

    def sow_story(self, first, dates, relations, wrong):
        chain = [self.next_day(first + step) for step in range(min(9, relations))]
        left = max(0, relations - 9)
        if wrong == "b" and left:
            self.plant_late_end(first, chain)
            left -= 1
        for _ in range(left):
            one, other = self.chance.sample(range(first, first + 10), 2)
            apart = self.day[other] - self.day[one]
            self.relate(one, other, apart - self.below(15), apart + self.below(15))
        if wrong == "a":
            self.plant_two_dates(first + self.below(10))
        elif wrong == "c":
            self.plant_late_date(first, chain)
        for _ in range(dates - 2 * (wrong in ("a", "c"))):
            event, width = first + self.below(10), self.below(20)
            self.date(event, self.day[event] - width, self.day[event] + self.below(20))

    def next_day(self, event):
        """Counts from an event to the next; tells how many days later that is at most."""
        apart = self.day[event + 1] - self.day[event]
        least, most = apart - self.below(10), apart + self.below(10)
        self.relate(event, event + 1, least, most)
        return most

    def some_links(self, chain):
        return 2 + self.below(min(6, len(chain) - 2))

    def plant_late_end(self, first, chain):
        """The end of some links of the chain is later than they allow."""
        links = self.some_links(chain)
        most = sum(chain[:links])
        self.relate(first, first + links, most + 10, most + 20)
        self.truth["temporal"] += 1

    def plant_two_dates(self, event):
        day = self.day[event]
        self.date(event, day - 5, day + 5)
        self.date(event, day + 20, day + 30)
        self.truth["temporal"] += 1

    def plant_late_date(self, first, chain):
        """The dates of both ends of some links are farther apart than these allow."""
        links = self.some_links(chain)
        day, most = self.day[first], sum(chain[:links])
        self.date(first, day - 3, day + 3)
        self.date(first + links, day + 3 + most + 10, day + 3 + most + 30)
        self.truth["temporal"] += 1

    def date(self, event, least, most):
        self.claim(self.below(self.sources), "d", f"e{event}", least, most)

    def relate(self, one, other, least, most):
        self.claim(self.below(self.sources), "r", f"e{one}", f"e{other}", least, most)

    # States

    def sow_states(self):
        number = 0
        while self.made["s"] < self.each:
            again, person = divmod(number, len(self.persons))
            name = self.persons[person] + (f"_{again}" if again else "")
            states = self.life()[: self.each - self.made["s"]]
            self.truth["state"] += clashes(states)
            for state in states:
                self.claim(self.below(self.sources), "s", name, *state)
            number += 1

    def life(self):
        """Six times in custody and at liberty by turns, each told by up to three; and maybe once more what cannot be."""
        day, custody, states = 3000 + self.below(1000), self.below(2), []
        for _ in range(6):
            length = 20 + self.below(200)
            for _ in range(1 + self.below(3)):
                first = day + self.below(8)
                states.append((("liberty", "custody")[custody], first, day + length - 1 - self.below(8)))
            day, custody = day + length, 1 - custody
        if self.chance.random() < WRONG_PERSONS_PERCENT / 100:
            state, first, last = self.chance.choice(states)
            states.append(("liberty" if state == "custody" else "custody", first + 3, last - 1))
        return states


def place(path, up):
    """A place, so many steps above a site."""
    kind = ("site", "city", "province", "country")[up]
    return "_".join([kind, *map(str, path[: 4 - up])])


def with_lie(values, liar, lie):
    if liar is not None:
        values[liar] = lie
    return values


def clashes(states):
    """How many pairs of states cannot both be, tried one by one."""
    apart = lambda one, other: one[0] == other[0] or one[2] < other[1] or other[2] < one[1]
    return sum(not apart(one, other) for number, one in enumerate(states) for other in states[:number])


# The tables


def write_tables(work, folder):
    folder.mkdir(parents=True, exist_ok=True)
    tables = {kind: open(folder / f"{kind}.tsv", "w") for kind in "vdrsap"}
    for number, (source, kind, *fields) in enumerate(work.records):
        print(f"c{number}", source_id(source), *fields, sep="\t", file=tables[kind])
    for kind, rows in (("a", work.aliases), ("p", work.places)):
        tables[kind].writelines("\t".join(row) + "\n" for row in rows)
    for table in tables.values():
        table.close()


def source_id(number):
    return f"src{number:04d}"


# The claim files


def write_case(work, folder, kinds="vdrs"):
    folder.mkdir(parents=True, exist_ok=True)
    write_declarations(work, folder, kinds)
    root = root_names(work)
    out = last = None
    for number, (source, *record) in enumerate(work.records):
        if record[0] not in kinds:
            continue
        if source != last:
            name, last = source_id(source), source
            out = open(folder / f"{name}.claims", "w")
            out.write(f'source {name} "{name}"\n  published 2050-01-01\n')
        out.write(f'\nclaim "passage c{number}"\n  {statement(record, root)}\n')


def root_names(work):
    """The persons by their other names."""
    root = {}
    for name, other in work.aliases:
        root[name] = root.get(other, other)
    return root


def statement(record, root):
    kind, *fields = record
    if kind == "v":
        event, role, value = fields
        return f'{event}: {role} "{value}"' if value in root else f"{event}: {role} {value}"
    if kind == "d":
        event, least, most = fields
        return f"{event}: between {day(least)} and {day(most)}"
    if kind == "r":
        one, other, least, most = fields
        return f"{other}: between {offset(least, one)} and {offset(most, one)}"
    person, state, first, last = fields
    return f"{person}.custody: {STATES[state]}, throughout {day(first)}/{day(last)}"


def day(number):
    return (EPOCH + datetime.timedelta(days=number)).isoformat()


def offset(days, event):
    return f"{abs(days)} days {'after' if days >= 0 else 'before'} {event}"


def write_declarations(work, folder, kinds):
    root, aliases = root_names(work), defaultdict(list)
    for name, _ in work.aliases if "v" in kinds else ():
        aliases[root[name]].append(name)
    persons, terms, events = set(aliases), set(), set()
    for _, kind, *fields in work.records:
        if kind not in kinds:
            continue
        if kind == "s":
            persons.add(fields[0])
            continue
        events.add(fields[0])
        if kind == "r":
            events.add(fields[1])
        elif kind == "v" and fields[1] == "who":
            persons.add(root.get(fields[2], fields[2]))
        elif kind == "v" and fields[1] != "place":
            terms.add(fields[2])
    (folder / "vocabulary.claims").write_text(
        'kind incident "An incident"\n  role who: person\n  role vehicle: term\n  role outcome: term\n'
    )
    with open(folder / "entities.claims", "w") as out:
        for person in sorted(persons):
            out.write(f'person {person} "{person}"\n' + "".join(f'  alias "{name}"\n' for name in aliases[person]))
        holders = dict(work.places) if "v" in kinds else {}
        for name in sorted(set(holders) | set(holders.values())):
            out.write(f'place {name} "{name}"' + (f" in {holders[name]}\n" if name in holders else "\n"))
        out.writelines(f'term {term} "{term}"\n' for term in sorted(terms))
    with open(folder / "events.claims", "w") as out:
        out.writelines(f'event {event}: incident "{event}"\n' for event in sorted(events, key=lambda event: int(event[1:])))


def make(claims, folder, seed=1):
    """Makes a workload where it is not there yet."""
    folder = pathlib.Path(folder)
    truth = folder / "truth.json"
    if not truth.exists():
        work = Workload(claims, seed)
        write_tables(work, folder / "tables")
        write_case(work, folder / "case")
        write_case(work, folder / "times", "dr")
        questions.write(folder / "tables", folder)
        truth.write_text(json.dumps({"claims": len(work.records), **work.truth}) + "\n")
    return json.loads(truth.read_text())


if __name__ == "__main__":
    print(make(int(sys.argv[1]), sys.argv[2], int((sys.argv + ["1"])[3])))
