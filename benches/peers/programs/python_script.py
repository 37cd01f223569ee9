"""What a user would write without any tool: all three parts in plain Python, naming the claims.  python_script.py TABLES"""

import json
import sys
from collections import defaultdict
from itertools import combinations

folder = sys.argv[1]


def rows(table):
    with open(f"{folder}/{table}.tsv") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def values():
    other, holders, above = dict(rows("a")), defaultdict(list), {}
    for name, holder in rows("p"):
        holders[name].append(holder)

    def root(name):
        while name in other:
            name = other[name]
        return name

    def lies_in(one, place):
        if one not in above:
            above[one], left = set(), [one]
            while left:
                for holder in holders.get(left.pop(), ()):
                    if holder not in above[one]:
                        above[one].add(holder)
                        left.append(holder)
        return place in above[one]

    groups = defaultdict(list)
    for claim, _, event, role, value in rows("v"):
        groups[event, role].append((root(value), claim))
    found = []
    for (event, role), said in groups.items():
        different = {value for value, _ in said}
        if len(different) > 1:
            pairs = combinations(different, 2)
            if role != "place" or not all(lies_in(one, two) or lies_in(two, one) for one, two in pairs):
                found.append((event, role, said))
    return found


def states():
    persons = defaultdict(lambda: ([], []))
    for claim, _, person, state, first, last in rows("s"):
        persons[person][state == "liberty"].append((int(first), int(last), claim))
    return [
        (one[2], other[2])
        for held, free in persons.values()
        for one in held
        for other in free
        if one[0] <= other[1] and other[0] <= one[1]
    ]


def circle(edges):
    """The claims of a circle that cannot be (Bellman and Ford), if there is one."""
    nodes = {edge[0] for edge in edges} | {edge[1] for edge in edges}
    distance, before, changed = dict.fromkeys(nodes, 0), {}, None
    for _ in nodes:
        changed = None
        for start, end, most, claim in edges:
            if distance[start] + most < distance[end]:
                distance[end] = distance[start] + most
                before[end] = (start, claim)
                changed = end
        if changed is None:
            return None
    for _ in nodes:
        changed = before[changed][0]
    claims, node = [], changed
    while not claims or node != changed:
        node, claim = before[node]
        claims.append(claim)
    return claims


def stories():
    edges = defaultdict(list)
    for claim, _, event, least, most in rows("d"):
        edges[int(event[1:]) // 10] += [("day 0", event, int(most), claim), (event, "day 0", -int(least), claim)]
    for claim, _, one, other, least, most in rows("r"):
        edges[int(one[1:]) // 10] += [(one, other, int(most), claim), (other, one, -int(least), claim)]
    return [found for found in map(circle, edges.values()) if found]


print(json.dumps({"value": len(values()), "temporal": len(stories()), "state": len(states())}))
