//! Which facts a page shows that has no room for all: those that matter most, found without having all in memory.

use crate::analysis::Fact;

/// Whether several sources speak of a fact.
pub(super) fn is_shared(fact: &Fact) -> bool {
    let mut sources = fact.accounts.iter().flat_map(|account| &account.sources);
    let first = sources.next();
    sources.any(|source| Some(source) != first)
}

/// At most so many, those with the least key, in the order in which they come. Never are more than twice as many kept.
pub(super) fn least_by_key<T, K: Ord>(
    all: impl Iterator<Item = T>,
    at_most: usize,
    key: impl Fn(&T) -> K,
) -> Vec<T> {
    let mut kept: Vec<(usize, T)> = Vec::new();
    let cut = |kept: &mut Vec<(usize, T)>| {
        kept.sort_by_key(|(number, one)| (key(one), *number));
        kept.truncate(at_most);
    };
    for (number, one) in all.enumerate() {
        kept.push((number, one));
        if kept.len() > at_most.saturating_mul(2) {
            cut(&mut kept);
        }
    }
    if kept.len() > at_most {
        cut(&mut kept);
    }
    kept.sort_by_key(|(number, _)| *number);
    kept.into_iter().map(|(_, one)| one).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_kept_is_what_sorting_all_would_keep(
            all in prop::collection::vec(0..9_u8, 0..80),
            at_most in 0..30_usize,
        ) {
            let numbered: Vec<(usize, u8)> = all.into_iter().enumerate().collect();
            let mut sorted = numbered.clone();
            sorted.sort_by_key(|&(_, key)| key);
            sorted.truncate(at_most);
            sorted.sort_unstable();
            prop_assert_eq!(least_by_key(numbered.into_iter(), at_most, |one| one.1), sorted);
        }
    }
}
