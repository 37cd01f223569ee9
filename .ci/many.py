"""Writes a case of 2 000 quarrels between twenty sources with their texts: many.py FOLDER"""
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
(folder / "sources").mkdir(parents=True, exist_ok=True)
colours = ["red", "green", "blue"]
events = range(2000)
lines = [f'term {colour} "{colour} paint"' for colour in colours]
lines += [f'event e{number}: transfer "Transfer number {number} of the goods"' for number in events]
(folder / "case.claims").write_text("\n".join(lines) + "\n")
for source in range(20):
    text = []
    claims = [
        f'source s{source} "Report {source} on the transfers"',
        f'  publisher "Publisher {source}"',
        f"  published 2025-02-{1 + source:02}",
        f'  text "sources/s{source}.txt"',
    ]
    for number in events:
        if (number + source) % 4 == 0:
            colour = colours[(number + source // 4) % 3]
            passage = f"Transfer number {number} was made in {colour}, as somebody who was there told us"
            text.append(f"{passage}. The weather was fine, and nobody took notice.")
            claims += ["", f'claim "{passage}"', f"  e{number}: means {colour}"]
    (folder / "sources" / f"s{source}.txt").write_text("\n\n".join(text) + "\n")
    (folder / f"s{source}.claims").write_text("\n".join(claims) + "\n")
