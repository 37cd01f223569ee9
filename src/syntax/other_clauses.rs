//! Clauses in words that the language does not have, where a role with its value would stand: `over 2 hours after arrest`, `without reason
//! fog`, `simultaneously with arrest`, `date 2024-05-06`.

use super::count_slips::skip_count;
use super::errors::{Mistake, cut, shown};
use super::joined_times::ends;
use super::number_slips::bound;
use super::same_day::{behind_article, behind_same};
use super::tree::Name;
use super::words::{phrase, skip_space, the, word};
use crate::date::Edtf;

/// What is wrong with a clause that begins with such a word, `behind` being the text behind it.
pub(super) fn clause(role: Name<'_>, behind: &str) -> Option<Mistake> {
    bounded_count(role, behind)
        .or_else(|| denied_role(role, behind))
        .or_else(|| same(role, behind))
        .or_else(|| other_time_word(role, behind))
}

fn no_word_of_time(role: Name<'_>, advice: String) -> Mistake {
    let message = format!("{} is no word of time", shown(role.text));
    Mistake::new(role.span, message, "expected a role or a word of time").advise(advice)
}

/// `over 2 hours after arrest`, `up to 2 hours after arrest`
fn bounded_count(role: Name<'_>, behind: &str) -> Option<Mistake> {
    let words = bound(role.text)?;
    let behind = match role.text {
        "up" => the("to", behind).ok()?.0,
        _ => behind,
    };
    let rest = skip_count(behind)?;
    let is_count = ["before", "after"]
        .iter()
        .any(|side| the(side, rest).is_ok());
    let count = skip_space(behind).split([',', '#', '\n', '\r']).next()?;
    is_count.then(|| no_word_of_time(role, format!("Write `{words} {}`.", cut(count.trim_end()))))
}

/// `without reason fog`, `no agent captain`
fn denied_role(role: Name<'_>, behind: &str) -> Option<Mistake> {
    let (rest, denied) = word(behind).ok()?;
    let (rest, value) = word(rest).ok()?;
    let is_meant = matches!(role.text, "without" | "no") && ends(rest);
    let message = format!("{} denies nothing here", shown(role.text));
    let mistake = Mistake::new(role.span, message, "expected `not` before the role");
    is_meant.then(|| {
        let (denied, value) = (cut(denied), cut(value));
        mistake.advise(format!("Write `not {denied} {value}`."))
    })
}

/// `the same day as arrest`, `simultaneously with arrest`
fn same(role: Name<'_>, behind: &str) -> Option<Mistake> {
    let (rest, what) = match role.text {
        "the" => behind_same(behind).filter(|_| the("same", behind).is_ok())?,
        "at" => behind_same(behind_article(behind))?,
        "simultaneously" | "simultaneous" | "together" => {
            let (rest, ()) = phrase(&["with"], behind).ok()?;
            (rest, "time")
        }
        _ => return None,
    };
    let (rest, event) = word(behind_article(rest)).ok()?;
    ends(rest).then(|| {
        let advice = format!("Write `same {what} as {}`.", cut(event));
        no_word_of_time(role, advice)
    })
}

/// `start 2024-05-06`, `date 2024-05-06`: of no role is a date the value.
fn other_time_word(role: Name<'_>, behind: &str) -> Option<Mistake> {
    let meant = match role.text {
        "start" | "starts" | "started" | "begin" | "begins" | "began" | "beginning" => "from",
        "end" | "ends" | "ended" | "ending" => "to",
        "date" | "dated" | "day" | "when" | "time" => "on",
        _ => return None,
    };
    let at = skip_space(behind);
    let date = &at[..Edtf::lex(at)];
    // A year alone may be the value of a role that is called so.
    let is_date = date.len() > 4 && Edtf::parse(date).is_ok();
    is_date.then(|| no_word_of_time(role, format!("Write `{meant} {}`.", cut(date))))
}
