//! The report as one HTML file: no network, readable without scripts, everything from the case escaped by the templates.
//!
//! The content security policy names the style and the script by their hashes, so that nothing else can run, whatever a claim
//! holds.

mod claim;
mod context;
mod facts;
mod quarrel;
mod quarrels;
mod sources;
#[cfg(test)]
mod tests;
mod timeline;

use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use quarrels::Quarrels;

use super::{Options, content, summary};
use crate::analysis::{Analysis, SourceCard};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::visible;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");
/// SHA-256 of [`STYLE`], in base 64.
const STYLE_HASH: &str = "AdP3lddpMQ0il0fPukN0YJvhoD0DxZrBffxshPBc6Os=";
/// SHA-256 of [`SCRIPT`], in base 64.
const SCRIPT_HASH: &str = "6EsiCIXGgeCis2Q/3Jio/gVvYKJnNaegFriRlOsYMeI=";

/// The sections, with what they hold.
const SECTIONS: [(&str, &str, &[Severity]); 3] = [
    (
        "mistakes",
        "Mistakes in the claim files",
        &[Severity::Mistake],
    ),
    (
        "quarrels",
        "Where the accounts cannot all be true",
        &[Severity::Contradiction, Severity::Tension],
    ),
    ("gaps", "What is missing", &[Severity::Gap]),
];

/// A case on its way to a page.
struct Page<'a> {
    analysis: &'a Analysis,
    /// The diagnostics that have a place on it, gravest first, and those that are only counted.
    shown: &'a [Diagnostic],
    left_out: &'a [Diagnostic],
    sources: Vec<SourceCard<'a>>,
    /// The anchors of the diagnostics, in their order.
    anchors: &'a [String],
    quarrels: Quarrels<'a>,
}

/// The report.
pub(super) fn write(analysis: &Analysis, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let names = content::names(&analysis.files, &analysis.diagnostics);
    let anchors: Vec<String> = names.into_iter().map(|name| format!("q-{name}")).collect();
    let max = options.max().min(analysis.diagnostics.len());
    let (shown, left_out) = analysis.diagnostics.split_at(max);
    let anchored = shown.iter().zip(anchors.iter().map(String::as_str));
    let page = Page {
        analysis,
        shown,
        left_out,
        sources: analysis.sources(),
        anchors: &anchors,
        quarrels: Quarrels::new(anchored),
    };
    page.write(out)
}

impl Page<'_> {
    /// Writes the page piece by piece. What holds many of them is opened and closed by hand, so that it need not be made as a whole.
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let verdict = summary::sentence(self.analysis);
        put(out, &html! { (DOCTYPE) })?;
        out.write_all(b"<html lang=\"en\">")?;
        put(out, &head(&verdict))?;
        out.write_all(b"<body>")?;
        put(out, &self.header(&verdict))?;
        out.write_all(b"<main id=\"main\">")?;
        put(out, &self.filters())?;
        for (id, heading, severities) in SECTIONS {
            self.write_section(id, heading, severities, out)?;
        }
        put(out, &timeline::section(self))?;
        put(out, &facts::section(self))?;
        put(out, &sources::section(self))?;
        out.write_all(b"</main>")?;
        put(out, &html! { script { (PreEscaped(SCRIPT)) } })?;
        out.write_all(b"</body></html>\n")
    }

    fn header(&self, verdict: &str) -> Markup {
        let left_out: Vec<&Diagnostic> = self.left_out.iter().collect();
        html! {
            a.skip href="#main" { "To the report" }
            header {
                h1 { "Belie: what the sources say against each other" }
                p.verdict { (self.verdict()) }
                p.meta { (verdict) " Every disagreement is shown with all its sides. Which side is right is not for Belie to say." }
                @if let Some(left_out) = summary::left_out(&left_out) { p.meta { (left_out) } }
                (self.contents())
            }
        }
    }

    /// What came of it, in one line.
    fn verdict(&self) -> String {
        if self.analysis.summary.claims == 0 {
            return String::from("Nothing was checked.");
        }
        let came = summary::came_of_it(self.analysis);
        let mut chars = came.chars();
        let first: String = chars
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .collect();
        format!("{first}{}.", chars.as_str())
    }

    fn contents(&self) -> Markup {
        html! {
            nav aria-label="Contents" { ul {
                @for (id, heading, severities) in SECTIONS {
                    @let number = self.of(severities).count();
                    @if number > 0 { li { a href={ "#" (id) } { (heading) " (" (number) ")" } } }
                }
                li { a href="#timeline" { "Timeline" } }
                @if !self.analysis.facts().is_empty() { li { a href="#facts" { "Who says what" } } }
                li { a href="#sources" { "Sources" } }
            } }
        }
    }

    /// The diagnostics of some severities, with their anchors.
    fn of<'s>(
        &'s self,
        severities: &'s [Severity],
    ) -> impl Iterator<Item = (&'s Diagnostic, &'s str)> {
        self.shown
            .iter()
            .zip(self.anchors)
            .filter(|(diagnostic, _)| severities.contains(&diagnostic.severity))
            .map(|(diagnostic, anchor)| (diagnostic, anchor.as_str()))
    }

    fn write_section(
        &self,
        id: &str,
        heading: &str,
        severities: &[Severity],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut all = self.of(severities).peekable();
        if all.peek().is_none() {
            return Ok(());
        }
        write!(out, "<section aria-labelledby=\"{id}\">")?;
        put(out, &html! { h2 id=(id) { (heading) } })?;
        for (diagnostic, anchor) in all {
            put(out, &quarrel::card(self, diagnostic, anchor))?;
        }
        out.write_all(b"</section>")
    }

    /// The filters do nothing without scripts, so the script shows them.
    fn filters(&self) -> Markup {
        let severities = summary::SEVERITIES.map(|one| (one.word(), one.word().to_owned()));
        let choose = |name: &str, label: &str, options: &[(&str, String)]| {
            html! {
                label { (label)
                    select name=(name) {
                        option value="" { "all" }
                        @for (value, words) in options { option value=(visible(value)) { (visible(words)) } }
                    }
                }
            }
        };
        let itself = |source: &SourceCard<'_>| source.id.to_owned();
        let sources: Vec<_> = self
            .sources
            .iter()
            .map(|source| (source.id, itself(source)))
            .collect();
        html! {
            form.filters id="filters" hidden aria-label="Show only some" {
                (choose("severity", "Severity", &severities))
                (choose("source", "Source", &sources))
                (choose("about", "About", &self.topics()))
                label { "Words" input type="search" name="text" autocomplete="off"; }
                button type="reset" { "Show all" }
                span.meta id="shown" role="status" {}
            }
        }
    }

    /// All that quarrels are about and that their claims name, by id, in the order of their names for people.
    fn topics(&self) -> Vec<(&str, String)> {
        let quarrels = self.of(&[Severity::Contradiction, Severity::Tension]);
        let mut ids: Vec<&str> = quarrels
            .flat_map(|(one, _)| quarrel::subjects(one))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let labels = self.analysis.labels();
        let words = |id: &str| match labels.get(id) {
            Some(label) => format!("{label} ({id})"),
            None => id.to_owned(),
        };
        let mut topics: Vec<_> = ids.into_iter().map(|id| (id, words(id))).collect();
        topics.sort_by_cached_key(|(_, words)| words.to_lowercase());
        topics
    }

    /// The source with this id.
    fn source(&self, id: &str) -> Option<&SourceCard<'_>> {
        self.sources.iter().find(|source| source.id == id)
    }
}

fn put(out: &mut dyn Write, markup: &Markup) -> io::Result<()> {
    out.write_all(markup.0.as_bytes())
}

fn head(title: &str) -> Markup {
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{STYLE_HASH}'; script-src 'sha256-{SCRIPT_HASH}'; base-uri 'none'; \
         form-action 'none'"
    );
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="referrer" content="no-referrer";
            meta name="color-scheme" content="light dark";
            meta name="generator" content="Belie";
            title { "Belie – " (title) }
            style { (PreEscaped(STYLE)) }
        }
    }
}
