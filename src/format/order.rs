//! The lines below an entry in their order, where their order means nothing.

use std::mem::take;

use super::rows::{Piece, Place, Row, Sort};
use crate::syntax::TokenKind;

/// Puts the lines of each entry in order: of a source its publisher before its date, of a dispute its status before its reason.
/// Statements stay in the order in which the passage makes them. A blank line, a line with a mistake and a `calendar`, which people
/// may want to meet above its dates, stay where they are; nothing is moved over them.
pub(super) fn order(rows: &mut [Row<'_>]) {
    for row in rows.iter_mut() {
        if row.place == Place::Head(Sort::Claim) {
            attributions(&mut row.pieces);
        }
    }
    let together = |one: &Row<'_>, next: &Row<'_>| {
        rank(one).is_some() && rank(next).is_some() && next.lead.is_empty()
    };
    for group in rows.chunk_by_mut(together) {
        let lead = group.first_mut().map(|first| take(&mut first.lead));
        group.sort_by_key(rank);
        if let (Some(first), Some(lead)) = (group.first_mut(), lead) {
            first.lead = lead;
        }
    }
}

/// Where a line belongs among the lines of its entry; none if it stays where it is.
fn rank(row: &Row<'_>) -> Option<usize> {
    let Place::Below(sort) = row.place else {
        return None;
    };
    let words: &[&str] = match sort {
        Sort::Entity => &["alias", "distinct", "at"],
        Sort::Kind => &["lasts", "role", "sets", "keeps", "after"],
        Sort::Source => &[
            "publisher",
            "published",
            "by",
            "cites",
            "text",
            "url",
            "zone",
        ],
        Sort::Dispute => &["status", "reason", "seen", "by", "date"],
        Sort::Claim | Sort::Bare => return None,
    };
    let first = row.pieces.first()?;
    words.iter().position(|word| *word == first.text)
}

/// Who speaks, through whom and when, in this order.
fn attributions(pieces: &mut Vec<Piece<'_>>) {
    if pieces.iter().any(|piece| piece.kind == TokenKind::Comment) {
        return;
    }
    let mut starts: Vec<usize> = Vec::new();
    for at in 1..pieces.len() {
        // `told told`: the second is a time.
        let behind_told = starts.last() == Some(&(at - 1)) && attribution(&pieces[at - 1]) == TOLD;
        if attribution(&pieces[at]).is_some() && !behind_told {
            starts.push(at);
        }
    }
    let Some(&first) = starts.first() else { return };
    let ends = starts.iter().skip(1).copied().chain([pieces.len()]);
    let mut groups: Vec<&[Piece<'_>]> = starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| &pieces[start..end])
        .collect();
    groups.sort_by_key(|group| group.first().and_then(attribution));
    let ordered: Vec<_> = groups.concat();
    pieces.truncate(first);
    pieces.extend(ordered);
}

/// The words behind a passage, in their order.
const ATTRIBUTIONS: [&str; 3] = ["by", "via", "told"];
const TOLD: Option<usize> = Some(2);

/// Which of the words behind a passage it is.
fn attribution(piece: &Piece<'_>) -> Option<usize> {
    let word = (piece.kind == TokenKind::Word).then_some(piece.text)?;
    ATTRIBUTIONS.iter().position(|known| *known == word)
}
