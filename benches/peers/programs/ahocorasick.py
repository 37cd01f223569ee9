"""Passages looked up in their texts by ahocorasick_rs, overlapping ones too.  ahocorasick.py FOLDER"""

import itertools
import json
import sys

from ahocorasick_rs import AhoCorasick

folder, absent = sys.argv[1], 0
with open(f"{folder}/passages.tsv") as lines:
    rows = [line.rstrip("\n").split("\t") for line in lines]
for source, said in itertools.groupby(rows, key=lambda row: row[1]):
    passages = [row[2] for row in said]
    with open(f"{folder}/texts/{source}.txt") as file:
        found = AhoCorasick(passages).find_matches_as_indexes(file.read(), overlapping=True)
    there = {passages[number] for number, *_ in found}
    absent += sum(passage not in there for passage in passages)
print(json.dumps({"absent": absent}))
