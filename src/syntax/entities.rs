//! Entities and events: who, where, what.

use super::errors::{Mistake, cut};
use super::other_words;
use super::reader::{Parsed, Reader, Step, maybe, must, wrong};
use super::tree::{Coordinates, Entity, Entry, Event, Name, Sort, Spanned};
use super::words::{at_end, mark, skip_space, the, word};
use crate::text::Span;

/// The words of the lines below an entity; the last stands below places only.
pub(super) const ENTITY_LINES: [&str; 3] = ["alias", "distinct", "at"];

/// Those that stand below an entity of this sort.
fn lines_of(sort: Sort) -> &'static [&'static str] {
    match sort {
        Sort::Place => &ENTITY_LINES,
        _ => &ENTITY_LINES[..2],
    }
}

/// An entity of which nothing is known yet.
pub(super) fn empty_entity<'t>(span: Span, sort: Sort, name: Name<'t>) -> Entity<'t> {
    Entity {
        span,
        sort,
        name,
        label: None,
        inside: Vec::new(),
        is: Vec::new(),
        aliases: Vec::new(),
        distinct: Vec::new(),
        at: None,
    }
}

impl<'t> Reader<'t> {
    /// The id that an entry declares
    pub(super) fn declared(&self, input: &'t str, what: &str) -> Step<'t, Name<'t>> {
        if let Some(mistake) = self.hyphened(input) {
            return wrong(mistake);
        }
        must(self.id(input), || {
            let expected =
                format!("the id of {what}: a letter first, then letters, digits and `_`");
            let mistake = self.misfit(input, &expected);
            match self.string(input) {
                Ok((_, label)) => mistake.advise(format!(
                    "Write an id before the name: `{} \"{}\"`.",
                    id_of(&label.name()),
                    cut(&label.name())
                )),
                Err(_) => mistake,
            }
        })
    }

    /// `mary-ann`, `o'neill`
    fn hyphened(&self, input: &'t str) -> Option<Mistake> {
        let (mut rest, first) = word(input).ok()?;
        let (mut id, mut last) = (first.to_owned(), first);
        let is_hyphen = rest.starts_with('-');
        while let Some(behind) = rest.strip_prefix(['-', '\'', '’'])
            && behind.starts_with(char::is_alphanumeric)
        {
            let end = behind.find(|c: char| !(c.is_alphanumeric() || c == '_'));
            (last, rest) = behind.split_at(end.unwrap_or(behind.len()));
            id = format!("{id}_{last}");
        }
        let place = self.span(first).to(self.span(last));
        let mistake = Mistake::new(
            place,
            match is_hyphen {
                true => "an id has no hyphens",
                false => "an id has no apostrophes",
            },
            "expected letters, digits and `_`",
        );
        (last != first).then(|| {
            mistake
                .advise(format!("Write `{}`.", cut(&id)))
                .declaring(&id)
        })
    }

    /// `turin "Turin" in italy`
    pub(super) fn entity(
        &self,
        sort: Sort,
        head: &'t str,
        input: &'t str,
    ) -> Parsed<'t, Entry<'t>> {
        let (rest, name) = self.declared(input, sort.with_article())?;
        let mut entity = empty_entity(self.span(head), sort, name);
        if let Err(error) = self.entity_relations(rest, &mut entity) {
            self.keep(error, || self.misfit(rest, "a name in quotation marks"));
        }
        Ok((&rest[rest.len()..], Entry::Entity(Box::new(entity))))
    }

    /// `"Turin" in italy is city`
    fn entity_relations(&self, input: &'t str, entity: &mut Entity<'t>) -> Parsed<'t, ()> {
        let (mut rest, label) = maybe(input, self.string(input))?;
        entity.label = label;
        loop {
            rest = self.behind_comma_of_entity(rest);
            if let Ok((behind, _)) = the("in", rest) {
                let (behind, holders) = self.references(behind)?;
                entity.inside.extend(holders);
                rest = behind;
            } else if let Ok((behind, _)) = the("is", rest) {
                let (behind, classes) = self.references(behind)?;
                entity.is.extend(classes);
                rest = behind;
            } else {
                self.check_entity_end(entity, rest);
                return Ok((rest, ()));
            }
        }
    }

    /// `place turin "Turin", in italy`, from the comma on: a mistake that costs nothing.
    fn behind_comma_of_entity(&self, rest: &'t str) -> &'t str {
        let Ok((behind, comma)) = mark(",", rest) else {
            return rest;
        };
        let relation = ["in", "is"].iter().find(|one| the(one, behind).is_ok());
        let Some(relation) = relation else {
            return rest;
        };
        let message = format!("the comma before `{relation}` is too much");
        let mistake = Mistake::new(self.span(comma), message, "expected a space instead");
        self.note(mistake.advise(format!("Leave the comma out: `… {relation} …`.")));
        behind
    }

    /// Says what is missing or too much behind an entity.
    fn check_entity_end(&self, entity: &Entity<'t>, rest: &'t str) {
        if skip_space(rest).starts_with(':') {
            let span = self.span(&skip_space(rest)[..1]);
            self.note(
                Mistake::new(
                    span,
                    "no colon stands behind the id of an entity",
                    "expected a name in quotation marks",
                )
                .advise("Only an event has a colon and its kind there: `event release: release`."),
            );
            return;
        }
        if at_end(rest) {
            return;
        }
        if let Ok((_, line)) = word(rest)
            && lines_of(entity.sort).contains(&line)
        {
            let message = format!("`{line}` begins a line of its own");
            let mistake = Mistake::new(self.span(line), message, "expected the end of the line");
            let line = cut(rest.trim());
            self.note(mistake.advise(format!("Write it on the line below, indented: `  {line}`.")));
            return;
        }
        let expected = "a name in quotation marks, `in`, `is` or the end of the line";
        let mistake = self.misfit(rest, expected);
        self.note(match advice_behind_id(entity, rest) {
            Some(advice) => mistake.advise(advice),
            None => mistake,
        });
    }

    /// `alias "Osama Najim", "Almasri"`, `distinct from njeem`, `at 45.07, 7.69`
    pub(super) fn entity_line(&self, input: &'t str, entity: &mut Entity<'t>) -> Parsed<'t, ()> {
        let known = lines_of(entity.sort);
        let (rest, word) = self.line_word(input, known, entity.sort.with_article())?;
        let rest = match word {
            "alias" => {
                let (rest, aliases) = self.strings(rest)?;
                entity.aliases.extend(aliases);
                rest
            }
            "distinct" => {
                let (rest, _) = must(the("from", rest), || {
                    self.misfit(rest, "`from` and the id of another entity")
                })?;
                let (rest, others) = self.references(rest)?;
                entity.distinct.extend(others);
                rest
            }
            _ => {
                let (rest, at) = self.coordinates(rest)?;
                self.once(&mut entity.at, at, word);
                rest
            }
        };
        self.check_end(rest, "a comma or the end of the line");
        Ok((rest, ()))
    }

    /// `45.07, 7.69`: latitude and longitude in degrees
    fn coordinates(&self, input: &'t str) -> Parsed<'t, Spanned<Coordinates>> {
        if let Some(mistake) = self.compass(input) {
            return wrong(mistake);
        }
        let (rest, latitude) = must(self.decimal(input), || {
            self.misfit(input, "the latitude in degrees")
        })?;
        let (after, _) = must(mark(",", rest), || {
            self.misfit(rest, "a comma and the longitude")
        })?;
        let first = self.span_read(input, rest);
        let (rest, longitude) = must(self.decimal(after), || {
            self.misfit(after, "the longitude in degrees")
        })?;
        let second = self.span_read(after, rest);
        let value = Coordinates {
            latitude,
            longitude,
        };
        if let Some(mistake) = off_the_earth(&value, first, second) {
            return wrong(mistake);
        }
        let span = self.span_read(input, rest);
        Ok((rest, Spanned { value, span }))
    }

    /// `59.9 N, 10.7 E`, `59.9°N 10.7°W`
    fn compass(&self, input: &'t str) -> Option<Mistake> {
        let (rest, latitude) = degrees(input, ["N", "S"])?;
        let rest = mark(",", rest).map_or(rest, |(rest, _)| rest);
        let (rest, longitude) = degrees(rest, ["E", "W"])?;
        let message = "coordinates have no letters: south and west are negative";
        let mistake = Mistake::new(self.span_read(input, rest), message, "expected two numbers");
        Some(mistake.advise(format!("Write `{latitude}, {longitude}`.")))
    }

    /// `release: release of arrest_turin "Italy lets him go"`
    pub(super) fn event(&self, head: &'t str, input: &'t str) -> Parsed<'t, Entry<'t>> {
        let (rest, name) = self.declared(input, "an event")?;
        let (rest, _) = must(mark(":", rest), || {
            self.misfit(rest, "a colon and the kind of event")
                .advise(format!(
                    "Write `event {}: KIND \"…\"`: a kind such as `arrest` or `release`, of which `belie vocabulary` lists all.",
                    cut(name.text)
                ))
        })?;
        let (rest, kind) = must(self.id(rest), || {
            let mistake = self.misfit(rest, "the kind of event, such as `arrest` or `release`");
            match self.string(rest) {
                Ok(_) => mistake.advise(format!(
                    "Write the kind before the name: `event {}: arrest \"…\"`.",
                    cut(name.text)
                )),
                Err(_) => mistake,
            }
        })?;
        let mut event = Event {
            span: self.span(head),
            name,
            kind,
            of: None,
            label: None,
        };
        if let Err(error) = self.event_relations(rest, &mut event) {
            self.keep(error, || self.misfit(rest, "a name in quotation marks"));
        }
        Ok((&rest[rest.len()..], Entry::Event(Box::new(event))))
    }

    /// `of arrest_turin "Italy lets him go"`
    fn event_relations(&self, input: &'t str, event: &mut Event<'t>) -> Parsed<'t, ()> {
        let mut rest = input;
        if let Ok((behind, _)) = the("of", rest) {
            let (behind, of) = self.event_id(behind)?;
            event.of = Some(of);
            rest = behind;
        }
        let (rest, label) = maybe(rest, self.string(rest))?;
        event.label = label;
        if !at_end(rest) {
            let mistake = self.misfit(
                rest,
                "`of` and an event, a name in quotation marks or the end of the line",
            );
            let is_said = word(rest).is_ok() || mark(",", rest).is_ok();
            self.note(match is_said {
                true => mistake.advise(format!(
                    "Who, when and where is said by claims: `{}: …` below a `claim`.",
                    cut(event.name.text)
                )),
                false => mistake,
            });
        }
        Ok((rest, ()))
    }

    /// No line stands below an event
    pub(super) fn event_line(&self, input: &'t str) -> Step<'t, ()> {
        self.no_lines(input, "an event")
    }

    /// The mistake of a line below what takes none.
    pub(super) fn no_lines(&self, input: &'t str, what: &str) -> Step<'t, ()> {
        let place = word(input).map_or(input, |(_, word)| word);
        let mistake = Mistake::new(
            self.span(place),
            format!("no lines stand below {what}"),
            "expected the next entry",
        );
        wrong(match what {
            "an event" => mistake
                .advise("Who, when and where is said by claims: put a `claim` line above it."),
            _ => mistake,
        })
    }
}

/// An id that a name may have: its letters and digits of ASCII, in small letters.
pub(super) fn id_of(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).take(3).collect();
    let id = words.join("_").to_ascii_lowercase();
    match id.starts_with(|c: char| c.is_ascii_alphabetic()) {
        true => cut(&id),
        false => "an_id".to_owned(),
    }
}

/// What to do about what stands behind the id of an entity and is not its name: `Ana Maria "Ana Maria"`, `carl Carl`.
fn advice_behind_id(entity: &Entity<'_>, at: &str) -> Option<String> {
    let name = entity.name;
    if mark(",", at).is_ok() {
        return Some("Other names stand below it: `alias \"…\"`; what it lies in or is stands behind `in` or `is`.".to_owned());
    }
    let (rest, found) = word(at).ok()?;
    let is_name = skip_space(rest).starts_with('"');
    if let Some(line) = other_words::line_word(found, lines_of(entity.sort))
        && is_name
    {
        let name = cut(skip_space(rest).trim_end());
        return Some(format!(
            "Write it on the line below, indented: `  {line} {name}`."
        ));
    }
    if is_name && entity.label.is_some() {
        let name = cut(skip_space(rest).trim_end());
        return Some(format!(
            "Another name stands on the line below, indented: `  alias {name}`."
        ));
    }
    if is_name {
        return Some(format!(
            "An id is one word: `{}_{}`.",
            cut(name.text),
            cut(found)
        ));
    }
    found.starts_with(char::is_uppercase).then(|| {
        format!(
            "A name stands in quotation marks: `\"{}\"`.",
            cut(at.trim())
        )
    })
}

/// A number of degrees with one of two points of the compass behind it, the second of which makes it negative.
fn degrees<'t>(input: &'t str, points: [&str; 2]) -> Option<(&'t str, String)> {
    let at = skip_space(input);
    let end = at.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
    let (number, rest) = at.split_at(end);
    number.parse::<f64>().ok()?;
    let (rest, point) = word(rest.strip_prefix('°').unwrap_or(rest)).ok()?;
    let at = points.iter().position(|known| *known == point)?;
    Some((rest, format!("{}{}", ["", "-"][at], cut(number))))
}

/// What is wrong with coordinates of which one is beyond the poles or goes around the Earth.
fn off_the_earth(at: &Coordinates, latitude: Span, longitude: Span) -> Option<Mistake> {
    let (span, text) = if at.latitude.value().abs() > 90.0 {
        (latitude, "expected the latitude, −90 to 90")
    } else if at.longitude.value().abs() > 180.0 {
        (longitude, "expected the longitude, −180 to 180")
    } else {
        return None;
    };
    let mistake = Mistake::new(span, "no place on Earth lies there", text);
    Some(mistake.advise("The latitude comes first; south and west are negative."))
}

impl Sort {
    fn with_article(self) -> &'static str {
        match self {
            Self::Person => "a person",
            Self::Org => "an organisation",
            Self::Place => "a place",
            Self::Term => "a term",
            Self::Thing => "a thing",
        }
    }
}
