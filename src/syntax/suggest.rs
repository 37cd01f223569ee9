//! What was probably meant by a misspelt word.

/// Words longer than this are no misspelling of ours; they are not compared.
const LENGTH_MAX: usize = 24;

/// The word of `known` nearest to `word`, if it is near enough: one slip in a short word, two in a longer one, three in one of nine
/// letters and more. A swap of neighbours is one slip (Damerau-Levenshtein).
pub(super) fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    if word.len() > LENGTH_MAX {
        return None;
    }
    let word = word.to_lowercase();
    known
        .iter()
        .map(|&candidate| (slips(&word, candidate), candidate))
        .filter(|&(slips, candidate)| slips <= slips_max(candidate))
        .min_by(|a, b| a.0.cmp(&b.0).then_with(|| closer(&word, a.1, b.1)))
        .map(|(_, candidate)| candidate)
}

fn slips(word: &str, candidate: &str) -> usize {
    strsim::damerau_levenshtein(word, &candidate.to_lowercase())
}

fn slips_max(candidate: &str) -> usize {
    match candidate.len() {
        0..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    }
}

/// Of two words equally far, the one with the same beginning is the nearer.
fn closer(word: &str, a: &str, b: &str) -> std::cmp::Ordering {
    strsim::jaro_winkler(word, b).total_cmp(&strsim::jaro_winkler(word, a))
}
