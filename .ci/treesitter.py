"""Holds the tree-sitter grammar against the tokens of the parser: treesitter.py TOKENS PARSER_LIBRARY"""

import ctypes
import json
import pathlib
import random
import sys

from tree_sitter import Language, Parser, Query, QueryCursor

QUERIES = pathlib.Path(__file__).parent.parent / "grammar/tree-sitter-belie/queries"
# What the parser calls what is captured so.
KINDS = {
    "comment": "comment",
    "string": "text",
    "number": "number",
    "string.special": "date",
    "string.special.symbol": "seal",
    "variable": "other",
    "function": "event",
    "type": "kind",
    "variable.parameter": "role",
    "property": "attribute",
    "constant": "source",
    "label": "unit",
    "punctuation.delimiter": "mark",
    "keyword": "keyword",
    "keyword.operator": "word",
}


def language(library):
    function = ctypes.CDLL(library).tree_sitter_belie
    function.restype = ctypes.c_void_p
    capsule = ctypes.pythonapi.PyCapsule_New
    capsule.restype = ctypes.py_object
    capsule.argtypes = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p
    return Language(capsule(function(), b"tree_sitter.Language", None))


def captured(language, name, tree):
    query = Query(language, (QUERIES / name).read_text())
    return QueryCursor(query).captures(tree.root_node)


def wrong_nodes(node):
    """Every mistake that the parser sees."""
    if node.is_error or node.is_missing:
        yield node
    for child in node.children:
        if child.has_error or child.is_missing:
            yield from wrong_nodes(child)


def units(text):
    """The place in UTF-16 units of each byte at which a character begins."""
    places, at, unit = {}, 0, 0
    for char in text:
        places[at] = unit
        at += len(char.encode())
        unit += len(char.encode("utf-16-le")) // 2
    places[at] = unit
    return places


def hold(language, parser, example):
    """What is wrong with one example, in words."""
    text = example["text"]
    tree = parser.parse(text.encode())
    for node in wrong_nodes(tree.root_node):
        yield f"{example['name']}: not read at {node.start_point}: {node.text.decode()[:80]!r}"
    places = units(text)
    found = {}
    for capture, nodes in captured(language, "highlights.scm", tree).items():
        for node in nodes:
            span = places[node.start_byte], places[node.end_byte]
            # Of two captures of a node the one that is more special counts, as in editors.
            found.setdefault(span, set()).add(capture)
    expected = {(start, end): kind for start, end, kind in example["tokens"]}
    for span in sorted(found.keys() | expected.keys()):
        kinds = {KINDS[capture] for capture in found.get(span, ())}
        if kinds != {expected.get(span)}:
            piece = text.encode("utf-16-le")[2 * span[0] : 2 * span[1]].decode("utf-16-le")
            yield f"{example['name']}: {piece!r} is {expected.get(span)}, not {kinds or 'coloured'}"


def folded(language, tree):
    """The lines from which and to which there is a fold."""
    nodes = captured(language, "folds.scm", tree).get("fold", [])
    return {(node.start_point.row, node.end_point.row) for node in nodes if node.start_point.row < node.end_point.row}


def hold_folds(language, parser, example):
    """Each entry of several lines folds, from its keyword to the end of its last line."""
    text = example["text"]
    row = lambda at: text.encode("utf-16-le")[: 2 * at].decode("utf-16-le").count("\n")
    heads, ends = [], []
    for start, end, kind in example["tokens"]:
        if kind == "keyword" and text.encode("utf-16-le")[2 * start - 2 : 2 * start].decode("utf-16-le") in ("", "\n"):
            heads.append(row(start))
            ends.append(row(end))
        elif kind != "comment" and heads:
            ends[-1] = row(end)
    expected = {(head, end) for head, end in zip(heads, ends) if head < end}
    found = folded(language, parser.parse(text.encode()))
    if found != expected:
        yield f"{example['name']}: folds {sorted(found ^ expected)}"


def hold_mistake(language, parser, example):
    """A mistake in one claim leaves most colours of the others."""
    text = example["text"]
    for slip in ("claim “x”\n  a: on 1.2.2025, (\n", "parson a b c\n", 'claim "never closed\n  b: place\n'):
        spoilt = f"{text}\n{slip}\n{text}"
        tree = parser.parse(spoilt.encode())
        half = len(f"{text}\n{slip}\n".encode())
        nodes = captured(language, "highlights.scm", tree)
        behind = sum(node.start_byte >= half for found in nodes.values() for node in found)
        if behind < 0.8 * len(example["tokens"]):
            yield f"{example['name']}: behind {slip!r} are {behind} pieces of {len(example['tokens'])}"


def mangle(parser, examples):
    """Whatever is typed is read to its end."""
    chance = random.Random(2025)
    for example in chance.choices(examples, k=300):
        text = example["text"].encode()
        for _ in range(chance.randrange(1, 8)):
            at, length = chance.randrange(len(text) + 1), chance.randrange(20)
            piece = chance.choice((b"", b"\n", b",\n   ", b'"""', b'"', b"\0", b"\xff", b"claim ", text[at : at + length]))
            text = text[:at] + piece + text[at + length :]
        assert parser.parse(text).root_node.end_byte <= len(text)


def main():
    tokens, library = sys.argv[1:]
    known = language(library)
    parser = Parser(known)
    examples = json.load(open(tokens, encoding="utf-8"))
    holds = (hold, hold_folds, hold_mistake)
    wrong = [line for example in examples for one in holds for line in one(known, parser, example)]
    mangle(parser, examples)
    for line in wrong[:40]:
        print(line, file=sys.stderr)
    held = sum(len(example["tokens"]) for example in examples)
    print(f"tree-sitter: {held} pieces held against the parser, {len(wrong)} wrong")
    sys.exit(1 if wrong or held < 1000 else 0)


main()
