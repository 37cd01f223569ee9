//! Floor 2. What `belie.toml` sets for a whole case. The only room that knows TOML. The file is optional, and whatever is wrong in
//! it is a diagnostic: what could be read is used.
//!
//! A further setting is a field of [`Settings`], its name in `NAMES`, and an arm in `Reading::take`.

mod import;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use crate::date::Zone;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, Files, Location, Span};

pub use import::Import;

/// The name of the file, in the folder of the case.
pub const FILE: &str = "belie.toml";

/// The names of all settings.
const NAMES: [&str; 3] = ["fastest_kmh", "import", "zone"];

/// Nothing that belongs to a case is faster: light, about.
const FASTEST_KMH_MAX: u32 = 1_000_000_000;

/// What holds for a whole case, unless a source says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Settings {
    /// `zone = "Europe/Rome"`: the zone of the bare times and days of all sources that name none.
    pub zone: Option<Zone>,
    /// `fastest_kmh = 1000`: the fastest that anybody travels, in kilometres an hour.
    pub fastest_kmh: Option<u32>,
}

/// Reads the settings among the files of a case, and tells what is wrong with them.
#[must_use]
pub fn read(files: &Files) -> (Settings, Vec<Diagnostic>) {
    let read = read_all(files);
    (read.settings, read.diagnostics)
}

/// Reads how tables stand that are imported, and tells what is wrong with the settings.
#[must_use]
pub fn read_import(files: &Files) -> (Import, Vec<Diagnostic>) {
    let read = read_all(files);
    (read.import, read.diagnostics)
}

fn read_all(files: &Files) -> Reading {
    let Some((file, text)) = files.settings() else {
        return Reading::new(FileId(0));
    };
    let (table, mut errors) = DeTable::parse_recoverable(&text.text);
    errors.sort_by_key(|error| error.span().map(|place| place.start));
    let mut reading = Reading::new(file);
    let mut line_before = None;
    for error in &errors {
        let end = text.text.len();
        let place = error.span().unwrap_or(end..end);
        // What follows on the same line is the same slip.
        let line = text
            .line_column(Span::new(place.start, place.end).start)
            .line;
        if line_before.replace(line) != Some(line) {
            reading.not_toml(error, place);
        }
    }
    for (name, value) in table.get_ref() {
        reading.take(name, value);
    }
    let place = |one: &Diagnostic| one.labels.first().map(|label| label.location);
    reading.diagnostics.sort_by_key(place);
    reading
}

/// The settings as far as they have been read.
struct Reading {
    file: FileId,
    settings: Settings,
    import: Import,
    diagnostics: Vec<Diagnostic>,
}

impl Reading {
    fn new(file: FileId) -> Self {
        Self {
            file,
            settings: Settings::default(),
            import: Import::default(),
            diagnostics: Vec::new(),
        }
    }

    /// One setting.
    fn take(&mut self, name: &Spanned<impl AsRef<str>>, value: &Spanned<DeValue<'_>>) {
        match name.get_ref().as_ref() {
            "fastest_kmh" => self.settings.fastest_kmh = self.fastest(value),
            "import" => self.import = self.import(value),
            "zone" => self.settings.zone = self.zone(value),
            unknown => self.no_setting(unknown, name.span()),
        }
    }

    /// `zone = "Europe/Rome"`
    fn zone(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Zone> {
        let name = self.string(value, "zone = \"Europe/Rome\"")?;
        let zone = Zone::parse(name);
        if zone.is_none() {
            let message = format!("there is no time zone “{name}”");
            let advice = match nearest(name, Zone::names()) {
                Some(meant) => format!("Did you mean \"{meant}\"?"),
                None => "Zones are named as in the IANA database: \"Europe/Rome\", \"Asia/Kabul\"."
                    .to_owned(),
            };
            let text = "not a zone of the IANA database";
            self.wrong(Code::UnknownName, message, value.span(), text, advice);
        }
        zone
    }

    /// `fastest_kmh = 1000`
    fn fastest(&mut self, value: &Spanned<DeValue<'_>>) -> Option<u32> {
        let found = match value.get_ref() {
            DeValue::Integer(number) => {
                let read = i64::from_str_radix(number.as_str(), number.radix());
                let fits = |&kmh: &u32| (1..=FASTEST_KMH_MAX).contains(&kmh);
                let kmh = read.ok().and_then(|kmh| u32::try_from(kmh).ok());
                if let Some(kmh) = kmh.filter(fits) {
                    return Some(kmh);
                }
                "not from 1 to 1000000000"
            }
            other => kind_of(other),
        };
        let advice = "Write `fastest_kmh = 1000`, in whole kilometres an hour.".to_owned();
        let message = "a speed belongs here".to_owned();
        self.wrong(Code::WrongKind, message, value.span(), found, advice);
        None
    }

    /// A text in quotation marks; `example` is how the setting is written.
    fn string<'v>(&mut self, value: &'v Spanned<DeValue<'_>>, example: &str) -> Option<&'v str> {
        let found = match value.get_ref() {
            DeValue::String(text) => return Some(text),
            other => kind_of(other),
        };
        let advice = format!("Write `{example}`.");
        let message = "a text in quotation marks belongs here".to_owned();
        self.wrong(Code::WrongKind, message, value.span(), found, advice);
        None
    }

    fn no_setting(&mut self, name: &str, place: Range<usize>) {
        let advice = match nearest(name, NAMES.into_iter()) {
            Some(meant) => format!("Did you mean `{meant}`?"),
            None => format!("The settings are: {}.", NAMES.join(", ")),
        };
        let message = format!("there is no setting `{name}`");
        self.wrong(Code::UnknownName, message, place, "not a setting", advice);
    }

    /// What the TOML reader has to say.
    fn not_toml(&mut self, error: &Error, place: Range<usize>) {
        let message = format!("{FILE} is not TOML here");
        let advice =
            "A setting is a name, `=` and its value, a line each: `zone = \"Europe/Rome\"`.";
        self.wrong(
            Code::Syntax,
            message,
            place,
            error.message().to_owned(),
            advice.to_owned(),
        );
    }

    fn wrong(
        &mut self,
        code: Code,
        message: String,
        place: Range<usize>,
        text: impl Into<Cow<'static, str>>,
        advice: String,
    ) {
        let location = Location {
            file: self.file,
            span: Span::new(place.start, place.end.max(place.start)),
        };
        let diagnostic = Diagnostic::new(code, message).at(location, text);
        self.diagnostics.push(diagnostic.advise(advice));
    }
}

/// What a value is, for people.
fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// The name that was probably meant: one slip in four letters.
fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let lower = name.to_lowercase();
    known
        .filter(|known| known.len().abs_diff(name.len()) <= name.len() / 4)
        .map(|known| (strsim::osa_distance(&lower, &known.to_lowercase()), known))
        .filter(|&(slips, _)| slips <= name.len().div_ceil(4))
        .min()
        .map(|(_, known)| known)
}
