//! Passages of a text that go on from what has been written.

/// The sentences of a text, from where they hold what is written to their ends; white space is one space, as it does not matter
/// when passages are looked up. With nothing written, all sentences.
pub(super) fn passages(text: &str, written: &str, most: usize) -> Vec<String> {
    let wanted = on_a_line(written).to_lowercase();
    let mut found: Vec<String> = Vec::new();
    for sentence in sentences(text) {
        let Some(at) = beginning(&sentence, &wanted) else {
            continue;
        };
        let passage = &sentence[at..];
        if !passage.is_empty() && !found.iter().any(|one| one == passage) {
            found.push(passage.to_owned());
        }
        if found.len() > most {
            break;
        }
    }
    found
}

/// Where in a sentence what is wanted begins, at the beginning of a word.
fn beginning(sentence: &str, wanted: &str) -> Option<usize> {
    if wanted.is_empty() {
        return Some(0);
    }
    let mut boundary = true;
    for (at, c) in sentence.char_indices() {
        if boundary && c.is_alphanumeric() && begins(&sentence[at..], wanted) {
            return Some(at);
        }
        boundary = !c.is_alphanumeric();
    }
    None
}

/// Whether a text begins with what is wanted, which is in small letters.
fn begins(text: &str, wanted: &str) -> bool {
    let mut own = text.chars().flat_map(char::to_lowercase);
    wanted.chars().all(|c| own.next() == Some(c))
}

/// The sentences of a text, each on one line without its full stop.
fn sentences(text: &str) -> impl Iterator<Item = String> {
    let paragraphs = text.split("\n\n").flat_map(|one| one.split("\r\n\r\n"));
    paragraphs.flat_map(|paragraph| {
        let paragraph = on_a_line(paragraph);
        let mut sentences = Vec::new();
        let mut from = 0;
        for (at, c) in paragraph.char_indices() {
            let behind = at + c.len_utf8();
            let ends = matches!(c, '.' | '!' | '?' | '。' | '؟' | '।');
            if ends
                && paragraph[behind..]
                    .chars()
                    .next()
                    .is_none_or(char::is_whitespace)
            {
                sentences.push(
                    paragraph[from..behind]
                        .trim()
                        .trim_end_matches('.')
                        .to_owned(),
                );
                from = behind;
            }
        }
        sentences.push(paragraph[from..].trim().to_owned());
        sentences
    })
}

fn on_a_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "He was arrested\non Saturday. He “left” at 18.40!\n\nThe İzmir ferry؟ It sailed";

    #[test]
    fn sentences_go_on_from_what_is_written() {
        assert_eq!(passages(TEXT, "arres", 9), ["arrested on Saturday"]);
        assert_eq!(
            passages(TEXT, "HE  ", 9),
            ["He was arrested on Saturday", "He “left” at 18.40!"]
        );
        assert_eq!(passages(TEXT, "ztmir", 9), [""; 0]);
        assert_eq!(passages(TEXT, "", 9).len(), 4);
        assert_eq!(
            passages(TEXT, "", 1).len(),
            2,
            "one more tells that there are more"
        );
    }
}
