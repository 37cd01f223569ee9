//! Ways to mend what is reported, as edits that a person may choose: none is made unasked.

use super::completion::{Declarable, declarable};
use super::disputes::{self, Words};
use super::outline::OutlineKind;
use super::place::is_of_word;
use super::{Analysis, Replacement};
use crate::checks::instead;
use crate::date::calendar;
use crate::diagnostic::{Code, Diagnostic, Label, Severity};
use crate::syntax::{Reading, TokenKind, quoted};
use crate::text::{File, FileId, FileKind, Location, Span};

/// The file of a case that disputes are written into.
const DISPUTES: &str = "disputes.claims";
/// A reason that is still to be written: until then the dispute does not count, and is a mistake.
const NO_REASON_YET: &str = "todo";

/// A way to mend something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// What it does, in words.
    pub title: String,
    /// What is replaced.
    pub replacements: Vec<Replacement>,
    /// A file that is made for it: its path and its text.
    pub new_file: Option<(String, String)>,
    /// Whether it is most likely what is meant.
    pub preferred: bool,
}

impl Mend {
    fn new(title: String, replacements: Vec<Replacement>) -> Self {
        Self {
            title,
            replacements,
            new_file: None,
            preferred: false,
        }
    }

    fn preferred(self) -> Self {
        Self {
            preferred: true,
            ..self
        }
    }
}

impl Analysis {
    /// The ways to mend what a diagnostic reports at one of its labels. `today` is the date of what is written down.
    #[must_use]
    pub fn mends(&self, diagnostic: &Diagnostic, label: &Label, today: &str) -> Vec<Mend> {
        let mut mends = self.meant(diagnostic, label);
        match diagnostic.code {
            Code::UnknownName => mends.extend(self.declarations(diagnostic, label)),
            Code::QuoteNotFound => mends.extend(self.exact_passage(label)),
            Code::WeekdayMismatch => mends.extend(self.right_weekday(label)),
            Code::NearAlias => mends.extend(self.told_apart(diagnostic)),
            Code::UnusedDispute => mends.extend(self.without_dispute(label)),
            Code::Syntax => mends.extend(self.right_words(diagnostic, label)),
            _ => {}
        }
        mends.extend(self.dispute(diagnostic, label, today));
        mends
    }

    /// What was probably meant, as the advice has it.
    fn meant(&self, diagnostic: &Diagnostic, label: &Label) -> Vec<Mend> {
        let Some(meant) = diagnostic.advice.iter().find_map(|one| did_you_mean(one)) else {
            return Vec::new();
        };
        let here = self.files.text(label.location);
        let is_word = |text: &str| text.chars().all(is_of_word);
        let is_name = diagnostic.code == Code::UnknownName && diagnostic.about == here;
        let is_label = diagnostic
            .advice
            .iter()
            .any(|one| one.starts_with(MEANT_LABEL));
        let text = if here.starts_with('"') || (is_name && is_label) {
            format!("\"{meant}\"")
        } else if is_word(here) {
            meant.to_owned()
        } else {
            return Vec::new();
        };
        let replace = |label: &Label| Replacement {
            location: label.location,
            text: text.clone(),
        };
        let one = Mend::new(format!("Write `{meant}`"), vec![replace(label)]).preferred();
        if diagnostic.labels.len() < 2 {
            return vec![one];
        }
        let mut everywhere: Vec<_> = diagnostic.labels.iter().map(replace).collect();
        everywhere.sort_unstable();
        let title = format!("Write `{meant}` at all {} places", everywhere.len());
        vec![one, Mend::new(title, everywhere)]
    }

    /// What the advice says to write, where that leaves one mistake less and none at its own place.
    fn right_words(&self, diagnostic: &Diagnostic, label: &Label) -> Vec<Mend> {
        let of = self.files.get(label.location.file);
        let mistakes = |text: &str| Reading::new(&File::new(&*of.path, text)).mistaken();
        let now = mistakes(&of.text).len();
        let replacement = |words: &str| {
            let location = Location {
                span: with_words_before(&of.text, label.location.span, words),
                ..label.location
            };
            let text = words.to_owned();
            Replacement { location, text }
        };
        let mends_it = |one: &Replacement| {
            let Span { start, .. } = one.location.span;
            let mut text = of.text.clone();
            text.replace_range(one.location.span.range(), &one.text);
            let end = start as usize + one.text.len();
            let left = mistakes(&text);
            left.len() < now
                && !left
                    .iter()
                    .any(|span| (start as usize..end).contains(&(span.start as usize)))
        };
        let advised = diagnostic.advice.iter().flat_map(|one| to_write(one));
        let all: Vec<Replacement> = advised.map(replacement).filter(mends_it).collect();
        // Of two ways to write it only the writer knows which is meant.
        let is_only = all.len() == 1;
        let mend = |one: Replacement| Mend {
            preferred: is_only,
            ..Mend::new(format!("Write `{}`", one.text), vec![one])
        };
        all.into_iter().map(mend).collect()
    }

    /// Declares what is not.
    fn declarations(&self, diagnostic: &Diagnostic, label: &Label) -> Vec<Mend> {
        let (Location { file, span }, id) = (label.location, diagnostic.about.as_str());
        // Of a word such as `unknown` the advice says otherwise: it is not to be declared.
        let is_advised = diagnostic
            .advice
            .iter()
            .any(|one| did_you_mean(one).is_some() || one.to_lowercase().contains("declare it"));
        if self.files.text(label.location) != id || !is_advised {
            return Vec::new();
        }
        let kinds = declarable(&self.files.get(file).text, span.start as usize, self);
        let declare = |(number, kind): (usize, Declarable)| {
            let entry = kind.entry(id);
            let mend = Mend::new(
                format!("Declare the {} `{id}`", kind.word()),
                vec![self.behind_the_last(kind.outline(), file, &entry)],
            );
            // Where one sort alone fits, it is that.
            match number == 0
                && !diagnostic
                    .advice
                    .iter()
                    .any(|one| did_you_mean(one).is_some())
            {
                true => mend.preferred(),
                false => mend,
            }
        };
        kinds.into_iter().enumerate().map(declare).collect()
    }

    /// An entry behind the last of its kind in the case, or else behind the last that declares anything; where there is none, at the
    /// head of the file.
    fn behind_the_last(&self, kind: OutlineKind, file: FileId, entry: &str) -> Replacement {
        let last = self.last_declared(kind).and_then(|last| {
            let outline = self.outline(last.file);
            let mut entries = outline.into_iter();
            let one = entries.find(|one| one.whole.touches(last.span.start))?;
            Some((last.file, one.whole.end as usize))
        });
        let (file, at, text) = match last {
            Some((file, end)) => (file, end, format!("{}{entry}", self.line_end(file))),
            None => {
                let end = self.line_end(file);
                (file, 0, format!("{entry}{end}{end}"))
            }
        };
        insertion(file, at, text)
    }

    /// Where the last entity or event of this sort is declared, or else the last of any.
    fn last_declared(&self, kind: OutlineKind) -> Option<Location> {
        let model = &self.model;
        let events = model.events.iter();
        let events = events.map(|event| (OutlineKind::Event, event.location));
        let entities = model.entities.iter();
        let entities = entities.filter_map(|(_, one)| Some((one.sort.into(), one.location?)));
        let all: Vec<(OutlineKind, Location)> = entities.chain(events).collect();
        let same = all.iter().rfind(|(own, _)| *own == kind);
        same.or(all.last()).map(|(_, location)| *location)
    }

    fn line_end(&self, file: FileId) -> &'static str {
        match self.files.get(file).text.contains("\r\n") {
            true => "\r\n",
            false => "\n",
        }
    }

    /// The passage as the text of its source has it.
    fn exact_passage(&self, label: &Label) -> Option<Mend> {
        let claim = self.model.claim_at(label.said().claim?)?;
        let nearest = self.passages.lead(claim)?.nearest.as_ref()?.place;
        let words = instead(&self.files, nearest, label.location)?;
        let written = self.files.text(label.location);
        // What closes the marks would close them too early.
        let closes = words.contains("\"\"\"") || words.ends_with('"');
        let text = match written.starts_with("\"\"\"") && !closes {
            true => format!("\"\"\"{words}\"\"\""),
            false => quoted(&words),
        };
        let replacement = Replacement {
            location: label.location,
            text,
        };
        let title = "Replace it by the nearest words of the text".to_owned();
        Some(Mend::new(title, vec![replacement]).preferred())
    }

    /// The weekday that the date has.
    fn right_weekday(&self, label: &Label) -> Option<Mend> {
        let mut wrong = self.model.weekdays.iter();
        let wrong = wrong.find(|wrong| wrong.location == label.location)?;
        let day = calendar::weekday(wrong.extent.single_day()?).name();
        let written = self.files.text(label.location);
        let length = wrong.written.name().len();
        let at = written
            .char_indices()
            .map(|(at, _)| at)
            .find(|&at| is_same(written.get(at..at + length), wrong.written.name()))?;
        let small = written[at..].starts_with(|c: char| c.is_lowercase());
        let text = if small {
            day.to_lowercase()
        } else {
            day.to_owned()
        };
        let start = label.location.span.start as usize + at;
        let replacement = Replacement {
            location: Location {
                file: label.location.file,
                span: Span::new(start, start + length),
            },
            text,
        };
        Some(Mend::new(format!("Write {day}"), vec![replacement]).preferred())
    }

    /// Says of two entities with near names that they are two.
    fn told_apart(&self, diagnostic: &Diagnostic) -> Option<Mend> {
        let (first, second) = diagnostic.about.split_once(" and ")?;
        let Location { file, span } = diagnostic.labels.first()?.location;
        let mut entries = self.outline(file).into_iter();
        let entry = entries.find(|one| one.whole.touches(span.start))?;
        let text = format!("{}  distinct from {second}", self.line_end(file));
        let title = format!("They are two: write `distinct from {second}` below `{first}`");
        let below = insertion(file, entry.whole.end as usize, text);
        Some(Mend::new(title, vec![below]))
    }

    /// Takes out a dispute that matches nothing.
    fn without_dispute(&self, label: &Label) -> Option<Mend> {
        let entry = label.said().claim?;
        let text = &self.files.get(entry.file).text;
        let span = disputes::lines_of(text, entry.span);
        let location = Location {
            file: entry.file,
            span,
        };
        let replacement = Replacement {
            location,
            text: String::new(),
        };
        let mut tokens = self.tokens(entry.file).into_iter();
        let commented = tokens.any(|token| {
            token.kind == TokenKind::Comment && span.range().contains(&(token.span.start as usize))
        });
        let title = match commented {
            true => "Take out this dispute and the comments in it",
            false => "Take out this dispute",
        };
        Some(Mend::new(title.to_owned(), vec![replacement]).preferred())
    }

    /// Writes down that a quarrel has been looked at; the reason is left to be written.
    fn dispute(&self, diagnostic: &Diagnostic, label: &Label, today: &str) -> Option<Mend> {
        let quarrel = matches!(
            diagnostic.severity,
            Severity::Contradiction | Severity::Tension
        );
        if !quarrel || diagnostic.fingerprint.is_none() || diagnostic.disputed.is_some() {
            return None;
        }
        let words = Words {
            status: "open",
            reason: NO_REASON_YET,
            by: None,
            date: today,
        };
        let entry = disputes::entry(diagnostic, words);
        let title = format!(
            "Dispute {}: write down why it is left standing",
            diagnostic.about
        );
        let mut files = self.files.claims();
        let Some((file, disputes)) = files.find(|(_, file)| file.path == DISPUTES) else {
            return Some(Mend {
                new_file: Some((DISPUTES.to_owned(), entry.clone())),
                ..Mend::new(title, vec![self.at_the_end(label.location.file, &entry)?])
            });
        };
        debug_assert_eq!(disputes.kind, FileKind::Claims);
        Some(Mend::new(title, vec![self.at_the_end(file, &entry)?]))
    }

    /// An entry at the end of a claim file.
    fn at_the_end(&self, file: FileId, entry: &str) -> Option<Replacement> {
        let of = self.files.get(file);
        let after = disputes::appended(&of.text, &[entry.to_owned()]);
        let added = after.strip_prefix(of.text.as_str())?;
        (of.kind == FileKind::Claims).then(|| insertion(file, of.text.len(), added.to_owned()))
    }
}

fn insertion(file: FileId, at: usize, text: String) -> Replacement {
    Replacement {
        location: Location {
            file,
            span: Span::new(at, at),
        },
        text,
    }
}

/// What was meant stands in quotation marks where it is no id.
const MEANT_LABEL: &str = "Did you mean \"";

/// The word in `Did you mean …?`.
fn did_you_mean(advice: &str) -> Option<&str> {
    let meant = advice.strip_prefix("Did you mean ")?.strip_suffix('?')?;
    let marks = ['`', '"'];
    meant.strip_prefix(marks)?.strip_suffix(marks)
}

/// A stretch of a text with as many words before it as words to write in its place begin with.
fn with_words_before(text: &str, span: Span, words: &str) -> Span {
    let before = text[..span.start as usize].trim_end_matches(' ');
    let mut ends = words.match_indices(' ').map(|(at, _)| &words[..at]);
    let stands_before = |begin: &&str| {
        let rest = before.strip_suffix(*begin);
        rest.is_some_and(|rest| !rest.ends_with(is_of_word))
    };
    match ends.rfind(stands_before) {
        Some(begin) => Span::new(before.len() - begin.len(), span.end as usize),
        None => span,
    }
}

/// The words that an advice says to write, or one of which; none that leave something open.
fn to_write(advice: &str) -> Vec<&str> {
    let mut words = words_to_write(advice).unwrap_or_default();
    words.retain(|words| !words.contains('…'));
    words
}

fn words_to_write(advice: &str) -> Option<Vec<&str>> {
    let (first, rest) = advice.strip_prefix("Write `")?.split_once('`')?;
    if matches!(rest, "." | ", or the id.") {
        return Some(vec![first]);
    }
    let between = [" if it is as exact as that, else `", " or `"];
    let other = between.iter().find_map(|words| rest.strip_prefix(words))?;
    let (second, rest) = other.split_once('`')?;
    matches!(rest, "." | ", whichever is meant.").then(|| vec![first, second])
}

fn is_same(text: Option<&str>, word: &str) -> bool {
    text.is_some_and(|text| text.eq_ignore_ascii_case(word))
}
