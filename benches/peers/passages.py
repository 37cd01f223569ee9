"""Seeded passages and the texts that they are to be found in, for Belie and for its peers.

  passages.py PASSAGES FOLDER [SEED]

Passages are 8 to 20 words out of at least twenty texts of about 200 kB, each text paragraphs of 200 words, a line each. In one of a
hundred a word is changed, so that it is not in its text; truth.json tells how many. FOLDER/texts has the texts, FOLDER/passages.tsv a
passage a line (id, source, words), FOLDER/case both as a case.
"""

import json
import pathlib
import random
import sys

SYLLABLES = "ba de ki lo mu ran sel tor vin wes pla gri ston ter ing ed al on the of".split()
WORDS, WORDS_OF_TEXT, WORDS_OF_PARAGRAPH = 8000, 200 * 1024 // 8, 200


def paragraphs(chance, words):
    text = chance.choices(words, k=WORDS_OF_TEXT)
    return [text[at : at + WORDS_OF_PARAGRAPH] for at in range(0, len(text), WORDS_OF_PARAGRAPH)]


def passage(chance, words, text):
    """Some words of a paragraph, and whether one of them is changed."""
    paragraph, length = chance.choice(text), chance.randint(8, 20)
    start = chance.randrange(0, max(1, len(paragraph) - length))
    cut = paragraph[start : start + length]
    changed = chance.random() < 0.01
    if changed:
        cut[chance.randrange(len(cut))] = "zz" + words[chance.randrange(WORDS)]
    return " ".join(cut), changed


def write(passages, folder, seed):
    chance = random.Random(seed)
    words = ["".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 3, 3, 4)))) for _ in range(WORDS)]
    for part in ("texts", "case/texts"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    sources = max(20, passages // 1000)
    number = absent = 0
    with open(folder / "passages.tsv", "w") as table:
        for source in range(sources):
            name = f"src{source:04d}"
            text = paragraphs(chance, words)
            page = "".join(" ".join(paragraph) + "\n" for paragraph in text)
            for place in (folder, folder / "case"):
                (place / f"texts/{name}.txt").write_text(page)
            claims = [f'source {name} "{name}"\n  published 2050-01-01\n  text "texts/{name}.txt"\n']
            for _ in range(passages // sources):
                cut, changed = passage(chance, words, text)
                table.write(f"q{number}\t{name}\t{cut}\n")
                claims.append(f'\nclaim "{cut}"\n  finding\n')
                number, absent = number + 1, absent + changed
            (folder / f"case/{name}.claims").write_text("".join(claims))
    (folder / "case/case.claims").write_text('kind find "Something is found"\nevent finding: find "Something is found"\n')
    return {"passages": number, "absent": absent}


def make(passages, folder, seed=1):
    """Makes them where they are not there yet."""
    folder = pathlib.Path(folder)
    truth = folder / "truth.json"
    if not truth.exists():
        counts = write(passages, folder, seed)
        truth.write_text(json.dumps(counts) + "\n")
    return json.loads(truth.read_text())


if __name__ == "__main__":
    print(make(int(sys.argv[1]), sys.argv[2], int((sys.argv + ["1"])[3])))
