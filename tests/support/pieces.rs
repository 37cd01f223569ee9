//! Hostile files: what may be written again and again, behind each of some beginnings.

const BEGINNINGS: [&str; 7] = [
    "",
    "claim ",
    "claim \"x\" by ",
    "claim \"x\"\n  a: ",
    "claim \"x\"\n  a: on ",
    "claim \"x\"\n  a.b: ",
    "person a\n  alias ",
];

const PIECES: [&str; 44] = [
    "\"",
    "(",
    "[",
    "{",
    "“",
    "#",
    ",",
    "\"\"\"",
    "claim \"\"\"\n",
    "claim \"\"\"x\n",
    "claim \"x\"\n a :place b\n",
    " a :place b\n",
    " b,\n   # c\n ",
    "# a\n",
    "\n#\n",
    "\n",
    "\r",
    "\0",
    " ",
    "囲",
    "\u{202e}",
    "\u{300}",
    "\\",
    "\"a\n",
    "\"b\", ",
    "b by ",
    "place b , ",
    "a: b,\n",
    "at least ",
    "about ",
    "early ",
    "any ",
    "not ",
    "x and ",
    "2 days after ",
    "from 2 to ",
    "\n  a",
    "1,",
    "-",
    "..",
    "on 1.2.2025, ",
    "2025/",
    "[2015,",
    "x.y: 1, as of ",
];

/// Every piece, so often that it has this length in bytes, behind each beginning.
pub fn files(length: usize) -> impl Iterator<Item = [String; BEGINNINGS.len()]> {
    PIECES.iter().map(move |piece| {
        let repeated = piece.repeat(length / piece.len());
        BEGINNINGS.map(|beginning| format!("{beginning}{repeated}"))
    })
}
