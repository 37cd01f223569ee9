"""Holds SARIF logs against the published schema: sarif.py SCHEMA LOG..."""

import json
import sys

from jsonschema import Draft7Validator

with open(sys.argv[1], encoding="utf-8") as file:
    validator = Draft7Validator(json.load(file))
wrong = 0
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        log = json.load(file)
    assert log["runs"][0]["results"], f"{path} has no result to look at"
    for error in validator.iter_errors(log):
        wrong += 1
        print(f"{path}: {error.json_path}: {error.message[:300]}")
sys.exit(wrong > 0)
