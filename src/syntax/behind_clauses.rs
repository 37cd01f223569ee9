//! What stands behind a clause that is complete: a full stop, the rest of a name, the other end of a time.

use super::apart::is_part;
use super::errors::{Mistake, cut};
use super::reader::Reader;
use super::slips;
use super::words::{at_end, mark, skip_space, the, word};
use crate::date::Edtf;

impl<'t> Reader<'t> {
    /// What is wrong where the text behind a clause begins.
    pub(super) fn behind_clause(&self, input: &'t str) -> Option<Mistake> {
        self.full_stop(input)
            .or_else(|| self.dash_between(input))
            .or_else(|| self.part_behind_day(input))
            .or_else(|| self.numbered_name(input))
            .or_else(|| self.where_it_lies(input))
    }

    /// `2024-05-06 in the evening`, `2024-05-06 dawn`, from behind the day.
    pub(super) fn part_behind_day(&self, input: &'t str) -> Option<Mistake> {
        self.part_behind_in(input)
            .or_else(|| self.date_behind_part(input))
            .or_else(|| self.other_part(input))
    }

    /// `on 2024-05-06.`
    pub(super) fn full_stop(&self, input: &'t str) -> Option<Mistake> {
        let at = skip_space(input);
        let behind = at.strip_prefix('.').filter(|behind| at_end(behind))?;
        let stop = &at[..at.len() - behind.len()];
        let message = "no full stop stands at the end of a statement";
        let mistake = Mistake::new(self.span(stop), message, "expected the end of the line");
        Some(mistake.advise("Leave it out."))
    }

    /// `from 2024-05-06 - 2024-05-08`, from the dash on.
    fn dash_between(&self, input: &'t str) -> Option<Mistake> {
        let at = skip_space(input);
        let behind = skip_space(at.strip_prefix(['-', '–', '—'])?);
        let second = &behind[..Edtf::lex(behind)];
        let first = self.last_piece(at);
        let dates = format!("{first}/{second}");
        if first.contains('/') || Edtf::parse(&dates).is_err() {
            return None;
        }
        let mistake = Mistake::new(
            self.span(first).to(self.span(second)),
            "a dash stands between two dates",
            "expected a word or a slash between them",
        );
        let lead = self.last_piece(first);
        let (first, second) = (cut(first), cut(second));
        Some(mistake.advise(match lead {
            "from" => format!("Write `from {first} to {second}`."),
            "between" => format!("Write `between {first} and {second}`."),
            _ => format!("Write `{}`.", cut(&dates)),
        }))
    }

    /// `2024-05-06 to 2024-05-08`, with no word of time before them.
    pub(super) fn two_dates(&self, at: &'t str) -> Option<Mistake> {
        let (first, behind) = at.split_at(Edtf::lex(at));
        let behind = skip_space(behind);
        let dash = behind.strip_prefix(['-', '–', '—']);
        let word = ["to", "until", "till"].iter();
        let second = dash.or_else(|| {
            word.copied()
                .find_map(|word| Some(the(word, behind).ok()?.0))
        });
        let second = skip_space(second?);
        let second = &second[..Edtf::lex(second)];
        let dates = format!("{first}/{second}");
        if first.contains('/') || Edtf::parse(&dates).is_err() {
            return None;
        }
        let mistake = Mistake::new(
            self.span(first).to(self.span(second)),
            "a word is missing before these times",
            "expected `from` or `on` before the first",
        );
        let (first, second) = (cut(first), cut(second));
        Some(mistake.advise(format!(
            "Write `from {first} to {second}` if it began and ended then, `on {}` if it began at some moment between.",
            cut(&dates)
        )))
    }

    /// `2024-05-06 in the evening`, from behind the day.
    fn part_behind_in(&self, input: &'t str) -> Option<Mistake> {
        let (rest, found) = word(input).ok()?;
        let rest = the("the", rest).map_or(rest, |(rest, _)| rest);
        let (behind, part) = word(rest).ok()?;
        let day = self.last_piece(skip_space(input));
        let is_day = slips::is_weekday(day) || Edtf::parse(day).is_ok();
        let is_meant = matches!(found, "in" | "at") && is_day && names_part(part);
        let ends = at_end(behind) || mark(",", behind).is_ok();
        let mistake = Mistake::new(
            self.span(found).to(self.span(part)),
            "a part of the day stands beside it, without a word between",
            "expected the part right behind the day",
        );
        (is_meant && ends).then(|| mistake.advise(format!("Write `{} {part}`.", cut(day))))
    }

    /// `2024-05-06 dawn`, from behind the day.
    fn other_part(&self, input: &'t str) -> Option<Mistake> {
        let (behind, part) = word(input).ok()?;
        let day = self.last_piece(skip_space(input));
        let is_date = Edtf::parse(day).is_ok();
        let meant = other_part(part)?;
        let ends = at_end(behind) || mark(",", behind).is_ok();
        if !ends || !is_date && !slips::is_weekday(day) {
            return None;
        }
        let day = cut(day);
        let message = format!("`{part}` is no part of the day here");
        let expected = "expected morning, noon, afternoon, evening or night";
        let mistake = Mistake::new(self.span(part), message, expected);
        Some(
            mistake.advise(match (meant, is_date) {
                ("", true) => {
                    format!("Write `{day}T24:00` for its end, `{day}T00:00` for its beginning.")
                }
                ("", false) => {
                    "Write the date of that day and right behind it the time: `2025-01-21T24:00`."
                        .to_owned()
                }
                _ => format!("Write `{day} {meant}`."),
            }),
        )
    }

    /// `Saturday morning 2024-05-04`, from the date on.
    fn date_behind_part(&self, input: &'t str) -> Option<Mistake> {
        let at = skip_space(input);
        let date = &at[..Edtf::lex(at)];
        let part = self.last_piece(at);
        let day = self.last_piece(part);
        let is_meant = Edtf::parse(date).is_ok() && names_part(part) && slips::is_weekday(day);
        let mistake = Mistake::new(
            self.span(day).to(self.span(date)),
            "the date stands behind the part of the day",
            "expected it right behind the weekday",
        );
        is_meant.then(|| {
            let (day, date) = (cut(day), cut(date));
            mistake.advise(format!("Write `{day} {date} {part}`."))
        })
    }

    /// `place Pier 3`, from the number on.
    fn numbered_name(&self, input: &'t str) -> Option<Mistake> {
        let at = skip_space(input);
        let number = slips::leading_digits(at);
        let behind = &at[number.len()..];
        let name = self.last_piece(at);
        let is_name =
            name.starts_with(char::is_uppercase) && name.chars().all(char::is_alphanumeric);
        let ends = at_end(behind) || mark(",", behind).is_ok();
        if !is_name
            || !ends
            || !(1..=3).contains(&number.len())
            || slips::is_weekday(name)
            || name == "About"
        {
            return None;
        }
        let mistake = Mistake::new(
            self.span(name).to(self.span(number)),
            "a name of several words stands without quotation marks",
            "expected an id, which is one word, or a name in quotation marks",
        );
        let name = cut(name);
        Some(mistake.advise(format!("Write `\"{name} {number}\"`, or the id.")))
    }

    /// `place pier_3 in harbour`, from `in` on.
    fn where_it_lies(&self, input: &'t str) -> Option<Mistake> {
        let (rest, _) = the("in", input).ok()?;
        let (behind, holder) = word(rest).ok()?;
        let what = self.last_piece(skip_space(input));
        let ends = at_end(behind) || mark(",", behind).is_ok();
        let is_id = what.starts_with(char::is_alphabetic) && !slips::is_weekday(what);
        let is_role = word(self.last_piece(what)).is_ok();
        if !ends || !is_id || !is_role || slips::looks_dated(skip_space(rest)) {
            return None;
        }
        let from = skip_space(input);
        let mistake = Mistake::new(
            self.span(&from[..from.len() - behind.len()]),
            "what something lies in is said where it is declared",
            "expected a comma or the end of the statement",
        );
        let holder = cut(holder);
        let is_place = matches!(self.last_piece(what), "place" | "origin" | "destination");
        Some(mistake.advise(match is_place {
            true => format!(
                "Leave `in {holder}` out; what it lies in stands in its own entry: `place {} \"…\" in {holder}`.",
                cut(what)
            ),
            false => format!("If it happened there, write `, place {holder}`."),
        }))
    }
}

/// The part of the day that is meant by another word; nothing for `midnight`, which is none.
pub(super) fn other_part(word: &str) -> Option<&'static str> {
    Some(match word {
        "dawn" | "daybreak" | "sunrise" => "early morning",
        "midday" | "noontime" | "lunchtime" => "noon",
        "dusk" | "sunset" | "nightfall" | "twilight" => "evening",
        "nighttime" => "night",
        "midnight" => "",
        _ => return None,
    })
}

/// Whether a word is a part of the day by itself.
fn names_part(word: &str) -> bool {
    is_part(word) && !matches!(word, "early" | "mid" | "late")
}
