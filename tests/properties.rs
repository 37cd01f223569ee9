//! What must hold of every case, tried on generated ones: through the library, from claims text to diagnostics.
//!
//! `draft` writes cases, `mess` makes them at random, `history` makes them of something that happened. Set `PROPTEST_CASES` for a
//! longer run.

#![allow(clippy::unwrap_used)]

mod support;

#[path = "properties/blur.rs"]
mod blur;
#[path = "properties/chains.rs"]
mod chains;
#[path = "properties/days.rs"]
mod days;
#[path = "properties/declaring.rs"]
mod declaring;
#[path = "properties/dice.rs"]
mod dice;
#[path = "properties/draft.rs"]
mod draft;
#[path = "properties/editing.rs"]
mod editing;
#[path = "properties/history.rs"]
mod history;
#[path = "properties/layout.rs"]
mod layout;
#[path = "format/mangle.rs"]
mod mangle;
#[path = "properties/mess.rs"]
mod mess;
#[path = "properties/oracle.rs"]
mod oracle;
#[path = "properties/order.rs"]
mod order;
#[path = "properties/planted.rs"]
mod planted;
#[path = "properties/rows.rs"]
mod rows;
#[path = "properties/spelling.rs"]
mod spelling;
#[path = "properties/vaguer.rs"]
mod vaguer;
#[path = "properties/verdict.rs"]
mod verdict;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use dice::tape;
use mess::mess;

/// So many cases of each property, unless the environment says otherwise.
fn cases(count: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    let chosen = std::env::var_os("PROPTEST_CASES").is_some();
    ProptestConfig {
        cases: if chosen { default.cases } else { count },
        failure_persistence: None,
        max_shrink_iters: 200,
        // The same cases in every run; a longer run tries others.
        rng_seed: if chosen {
            RngSeed::Random
        } else {
            RngSeed::Fixed(2025)
        },
        ..default
    }
}

proptest! {
    #![proptest_config(cases(8))]

    #[test]
    fn an_edited_case_is_told_as_a_fresh_one(
        cases in vec(vec(tape(24), 4..16), 2..4),
        edits in vec(tape(8), 12..24),
    ) {
        editing::an_edited_case_is_told_as_a_fresh_one(&cases, &edits)?;
    }

    #[test]
    fn a_case_declared_otherwise_is_told_as_a_fresh_one(
        cases in vec(vec(tape(24), 4..16), 2..4),
        edits in vec(tape(10), 12..24),
    ) {
        editing::a_case_declared_otherwise_is_told_as_a_fresh_one(&cases, &edits)?;
    }

}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn generated_cases_are_well_written(tapes in mess()) {
        let written = mess::draft(&tapes, mess::Style::default()).0.write();
        let mistakes = verdict::mistakes(&written.check());
        prop_assert!(mistakes.is_empty(), "{mistakes:?}\n{}", written.text());
    }

    #[test]
    fn leaving_out_any_clause_of_a_chain_leaves_the_rest(tapes in mess()) {
        chains::leaving_out_any_clause_of_a_chain_leaves_the_rest(&tapes)?;
    }

    #[test]
    fn giving_up_a_way_out_leaves_nothing_of_its_quarrel(tapes in mess()) {
        chains::giving_up_a_way_out_leaves_nothing_of_its_quarrel(&tapes)?;
    }

    #[test]
    fn a_vaguer_claim_adds_no_quarrel(tapes in mess()) {
        vaguer::a_vaguer_claim_adds_no_quarrel(&tapes)?;
    }

    #[test]
    fn order_changes_nothing(tapes in mess(), shuffle in tape(40)) {
        order::order_changes_nothing(&tapes, &shuffle)?;
    }

    #[test]
    fn one_file_or_several(tapes in mess(), shuffle in tape(40)) {
        order::one_file_or_several(&tapes, &shuffle)?;
    }

    #[test]
    fn layout_changes_nothing(tapes in mess(), choices in tape(60)) {
        let draft = mess::draft(&tapes, mess::Style::default()).0;
        layout::layout_changes_nothing(&draft, &choices)?;
    }

    #[test]
    fn layout_of_a_history_changes_nothing(past in tape(120), tapes in vec(tape(48), 1..14), choices in tape(60)) {
        let draft = blur::draft(&history::History::new(&past), &tapes);
        layout::layout_changes_nothing(&draft, &choices)?;
    }

    #[test]
    fn repeating_a_source_adds_no_quarrel(tapes in mess(), which in any::<u16>()) {
        order::repeating_a_source_adds_no_quarrel(&tapes, which)?;
    }

    #[test]
    fn saying_it_twice_adds_no_quarrel(tapes in mess()) {
        order::saying_it_twice_adds_no_quarrel(&tapes)?;
    }

    #[test]
    fn rows_there_and_back_change_nothing(tapes in mess()) {
        rows::rows_there_and_back_change_nothing(&tapes)?;
    }

    #[test]
    fn splitting_claims_changes_no_quarrel(tapes in mess()) {
        order::splitting_claims_changes_no_quarrel(&tapes)?;
    }

    #[test]
    fn whole_weeks_later_changes_only_words(tapes in mess(), weeks in 1_i64..500) {
        order::whole_weeks_later_changes_only_words(&tapes, weeks)?;
    }

    #[test]
    fn every_form_weeks_later_changes_only_words(tapes in mess(), weeks in 1_i64..500) {
        spelling::every_form_weeks_later_changes_only_words(&tapes, weeks)?;
    }

    #[test]
    fn other_spellings_change_only_words(tapes in mess(), choices in tape(60)) {
        spelling::other_spellings_change_only_words(&tapes, &choices)?;
    }

    #[test]
    fn a_consistent_history_is_silent(past in tape(120), tapes in vec(tape(48), 1..14)) {
        let history = history::History::new(&past);
        let written = blur::draft(&history, &tapes).write();
        let analysis = written.check();
        let (wrong, found) = (verdict::mistakes(&analysis), verdict::headings(&analysis));
        prop_assert!(
            wrong.is_empty() && found.is_empty(),
            "{wrong:?}{found:?}\n{}\n{:#?}",
            written.text(),
            verdict::verdicts(&analysis)
        );
    }

    #[test]
    fn what_is_planted_is_found(past in tape(120), tapes in vec(tape(48), 0..6), choice in tape(8)) {
        planted::what_is_planted_is_found(&past, &tapes, &choice)?;
    }
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn the_network_agrees_with_trying_everything(tapes in vec(tape(6), 2..9)) {
        oracle::the_network_agrees_with_trying_everything(&tapes)?;
    }
}
