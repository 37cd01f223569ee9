//! The day and the time of an event, in other words than `same day as arrest`: `on the day of the arrest`, `same day arrest`.

use super::errors::{Mistake, cut};
use super::joined_times::ends;
use super::reader::{Reader, text_read};
use super::words::{phrase, the, word};

impl<'t> Reader<'t> {
    /// `on same day as arrest`, `on the day of the arrest`, behind `on`
    pub(super) fn same_behind_on(&self, input: &'t str) -> Option<Mistake> {
        let (what, event) = self.same_as_event(input)?;
        let (_, first) = word(input).ok()?;
        let begins_right = first == "same";
        let message = match begins_right {
            true => "`on` is too much before `same`".to_owned(),
            false => format!("the {what} of an event is written `same {what} as`"),
        };
        let clause = input.split([',', '#', '\n', '\r']).next().unwrap_or(input);
        let place = self.span(text_read(clause, "").trim_end());
        let mistake = Mistake::new(place, message, "expected a date or an event");
        Some(mistake.advise(format!("Write `same {what} as {event}`, without `on`.")))
    }

    /// `same day as arrest`, `the day of the arrest`: the word for what is the same, and the event.
    pub(super) fn same_as_event(&self, input: &'t str) -> Option<(&'static str, String)> {
        let (rest, what) = behind_same(behind_article(input))?;
        let (end, event) = word(behind_article(rest)).ok()?;
        ends(end).then(|| (what, cut(event)))
    }

    /// `same day as the arrest`, behind the first word
    pub(super) fn same_as_article(&self, input: &'t str) -> Option<Mistake> {
        let (rest, what) = word(input).ok()?;
        let (at, _) = the("as", rest).ok()?;
        let (behind, article) = word(at).ok()?;
        let (end, event) = word(behind_article(at)).ok()?;
        let is_article = behind.len() == behind_article(at).len() && end.len() < behind.len();
        let mistake = Mistake::new(
            self.span(article),
            "an event has no article",
            "expected the id of an event",
        );
        (is_article && matches!(what, "day" | "time") && ends(end))
            .then(|| mistake.advise(format!("Write `same {what} as {}`.", cut(event))))
    }

    /// `same day arrest`, `same day of arrest`, behind the first word
    pub(super) fn same_without_as(&self, input: &'t str) -> Option<Mistake> {
        let (rest, what) = word(input).ok()?;
        if !matches!(what, "day" | "time") || the("as", rest).is_ok() {
            return None;
        }
        let behind = ["of", "with", "like", "than"]
            .iter()
            .find_map(|word| the(word, rest).ok())
            .map_or(rest, |(rest, _)| rest);
        let (end, event) = word(behind).ok()?;
        let ends = ends(end);
        let message = format!("`as` is missing behind `same {what}`");
        let mistake = Mistake::new(
            self.span(what).to(self.span(event)),
            message,
            "expected `as` and an event",
        );
        ends.then(|| mistake.advise(format!("Write `same {what} as {}`.", cut(event))))
    }
}

/// What stands behind `same day as`, `day of` and the like, and whether the day is meant or the time.
pub(super) fn behind_same(at: &str) -> Option<(&str, &'static str)> {
    let phrases: [(&[&str], &str); 6] = [
        (&["same", "day", "as"], "day"),
        (&["same", "time", "as"], "time"),
        (&["day", "of"], "day"),
        (&["date", "of"], "day"),
        (&["time", "of"], "time"),
        (&["moment", "of"], "time"),
    ];
    phrases
        .iter()
        .find_map(|(words, what)| Some((phrase(words, at).ok()?.0, *what)))
}

/// The text behind an article, if one stands here.
pub(super) fn behind_article(at: &str) -> &str {
    let articles = ["the", "a", "an", "his", "her", "their"];
    let found = articles.iter().find_map(|article| the(article, at).ok());
    found.map_or(at, |(rest, _)| rest)
}
