//! A passage that its source's text does not hold. White space, no-break spaces and typographic quotation marks, apostrophes and
//! dashes do not matter.

use super::Case;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Claim, SourceText};
use crate::text::{Location, ReadError, Span};

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut claims: Vec<&Claim> = case
        .model
        .claims
        .iter()
        .filter(|claim| claim.passage.is_some())
        .collect();
    claims.sort_by_key(|claim| claim.source);
    for source in &case.model.sources {
        if let Some(SourceText {
            text: Err(error),
            path,
            location,
        }) = &source.text
        {
            diagnostics.push(no_text(path, *location, error));
        }
    }
    for claims in claims.chunk_by(|one, other| one.source == other.source) {
        let source = case.model.source(claims[0].source);
        let Some(SourceText {
            text: Ok(text),
            path,
            ..
        }) = &source.text
        else {
            continue;
        };
        let text = folded(text);
        for claim in claims {
            let Some(span) = claim.passage else { continue };
            let location = Location {
                file: claim.location.file,
                span,
            };
            if !text.contains(&folded(&passage(case, location))) {
                diagnostics.push(absent(&source.name, path, location));
            }
        }
    }
}

/// The passage as written, without quotation marks and escapes.
fn passage(case: &Case<'_>, location: Location) -> String {
    let Location { file, span } = location;
    let written = case.files.text(location);
    let marks = if written.starts_with("\"\"\"") && written.len() >= 6 {
        3
    } else {
        1
    };
    let inside = Span {
        start: span.start + marks,
        end: span.end.saturating_sub(marks).max(span.start + marks),
    };
    let inside = case
        .files
        .get(file)
        .text
        .get(inside.range())
        .unwrap_or_default();
    if marks == 3 {
        inside.to_owned()
    } else {
        inside.replace("\\\"", "\"").replace("\\\\", "\\")
    }
}

fn absent(name: &str, path: &str, location: Location) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(Code::QuoteNotFound, format!("this passage is not in the text of {name}"))
        .at(location, format!("{path} does not hold these words"))
        .advise("Copy the passage from the text, letter by letter. What you add or sum up belongs below it, not into it.");
    diagnostic.about = name.to_owned();
    diagnostic
}

fn no_text(path: &str, location: Location, error: &ReadError) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(
        Code::Unreadable,
        format!("the text “{path}” cannot be read: {error}"),
    )
    .at(location, "named here");
    diagnostic.about = path.to_owned();
    diagnostic.advise(match error {
        ReadError::Missing => "The path is counted from the folder of the case.",
        ReadError::Outside => "A text must lie inside the case: copy it there.",
        ReadError::NotText(_) => "Save it as UTF-8.",
        ReadError::Unreadable(_) => "Until then its passages are not checked.",
    })
}

/// A text as passages are compared: white space is one space, and what typography varies is one character.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        let c = match c {
            // Soft hyphens, joiners and byte-order marks are not seen.
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => continue,
            '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' => '\'',
            '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if c != ' ' || !space {
            folded.push(c);
        }
        space = c == ' ';
    }
    folded.trim().to_owned()
}
