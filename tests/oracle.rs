//! The cases that a solver of others' making judges: see `tests/oracle/README.md`.
//!
//! With `BELIE_ORACLE` naming a folder, the cases are written there, each as a `.claims` file and as JSON: its raw statements and
//! what Belie says of them. `BELIE_ORACLE_SEED` is the first seed, `BELIE_ORACLE_CASES` the number of cases of each sort. Without
//! it, a few cases are made and nothing is written.

#![allow(clippy::unwrap_used)]

mod support;

#[path = "oracle/case.rs"]
mod case;
#[allow(dead_code)]
#[path = "properties/days.rs"]
mod days;
#[path = "oracle/dice.rs"]
mod dice;
#[path = "oracle/said.rs"]
mod said;
#[path = "oracle/sow.rs"]
mod sow;
#[path = "oracle/states.rs"]
mod states;
#[path = "oracle/times.rs"]
mod times;

use std::path::Path;

use support::Case;

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name)
        .ok()
        .map_or(otherwise, |said| said.parse().unwrap())
}

/// Every generated case is well written, and what Belie says of it can be found in it again.
#[test]
fn cases_for_the_oracle() {
    let folder = std::env::var_os("BELIE_ORACLE");
    let first = number("BELIE_ORACLE_SEED", 1);
    let count = number(
        "BELIE_ORACLE_CASES",
        if folder.is_some() { 500 } else { 10 },
    );
    std::thread::scope(|threads| {
        let only = std::env::var("BELIE_ORACLE_SORT").unwrap_or_default();
        let wanted = |sort: &sow::Sort| sort.name().starts_with(&only);
        for sort in sow::Sort::ALL.into_iter().filter(wanted) {
            // z3 takes its time over calendar months.
            let count = match sort {
                sow::Sort::Months => count.div_ceil(4),
                _ => count,
            };
            let folder = folder.as_deref().map(Path::new);
            threads.spawn(move || {
                for seed in first..first + count {
                    one(sort, seed, folder);
                }
            });
        }
    });
}

fn one(sort: sow::Sort, seed: u64, folder: Option<&Path>) {
    let case = sow::case(sort, seed);
    let text = case.write().0;
    let path = folder.map(|folder| folder.join(format!("{}-{seed}", sort.name())));
    // Written first, so that it is there if anything goes wrong with it.
    if let Some(path) = &path {
        std::fs::write(path.with_extension("claims"), &text).unwrap();
    }
    let judged = said::judge(case);
    let mistakes = &judged.belie.mistakes;
    assert!(mistakes.is_empty(), "{mistakes:?}\n{text}");
    if let Some(path) = &path {
        let json = serde_json::to_string(&judged).unwrap();
        std::fs::write(path.with_extension("json"), json).unwrap();
    }
}

/// What once was judged otherwise: a line that begins with `#:` is a quarrel that must be there, and there is no other.
#[test]
fn what_the_oracle_disagreed_with() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/oracle");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let mut expected: Vec<_> = text
            .lines()
            .filter_map(|line| line.strip_prefix("#: "))
            .collect();
        let case = Case::one(&text);
        let mistakes = said::mistakes(&case.check());
        assert!(mistakes.is_empty(), "{}: {mistakes:?}", path.display());
        let mut found = case.quarrels();
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected, "{}", path.display());
        count += 1;
    }
    assert!(count > 0, "no case was read");
}
