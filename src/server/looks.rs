//! Looking around: what a name is, where it is declared, where else it stands, what a file holds.

use gen_lsp_types as lsp;

use super::publish::plainly;
use super::view::{Place, View};
use crate::analysis::{Fact, Mentioned, Outline, OutlineKind, Told};

/// So many symbols of a case are listed.
const SYMBOLS_MAX: usize = 500;

/// What there is to tell at a place.
pub(super) fn hover(view: &View<'_>, path: &str, at: lsp::Position) -> Option<lsp::Hover> {
    let Place { file, at } = view.place(path, at)?;
    let told = view.analysis.tell(file, at)?;
    Some(lsp::Hover {
        contents: lsp::Contents::MarkupContent(lsp::MarkupContent {
            kind: lsp::MarkupKind::Markdown,
            value: page(&told),
        }),
        range: Some(view.range(file, told.span)),
    })
}

/// A hover's page.
fn page(told: &Told) -> String {
    let mut parts: Vec<String> = told.words.iter().map(|words| escaped(words)).collect();
    parts.extend(told.facts.iter().map(facts));
    parts.join("\n\n")
}

/// Who says what of a fact.
fn facts(fact: &Fact) -> String {
    let mut lines = vec![format!("**{}**", escaped(&fact.words))];
    for account in &fact.accounts {
        let said = match account.speakers.as_slice() {
            speakers if speakers == account.sources => String::new(),
            [] => String::new(),
            [speaker] => format!(" (said by {speaker})"),
            [before @ .., last] => format!(" (said by {} and {last})", before.join(", ")),
        };
        let sources = account.sources.join(", ");
        lines.push(format!(
            "- {}: {}",
            escaped(&sources),
            escaped(&(account.value.clone() + &said))
        ));
    }
    lines.join("\n")
}

/// A text that means nothing in Markdown, but for the marks around ids that belong to our own sentences; with what could not be seen in
/// it spelt out.
fn escaped(text: &str) -> String {
    let text = plainly(text);
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '*' | '_' | '<' | '>' | '[' | ']' | '#' | '|' | '&'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// What is named at a place.
pub(super) fn named(view: &View<'_>, path: &str, at: lsp::Position) -> Option<Mentioned> {
    let Place { file, at } = view.place(path, at)?;
    view.analysis.named_at(file, at)
}

/// Where it is declared.
pub(super) fn definition(
    view: &View<'_>,
    path: &str,
    at: lsp::Position,
) -> Option<Vec<lsp::Location>> {
    let named = named(view, path, at)?.named;
    let heads = view.analysis.declared(&named).into_iter();
    let places = heads.map(|head| view.analysis.id_at(head, &named.id));
    Some(places.filter_map(|place| view.location(place)).collect())
}

/// Where else it stands.
pub(super) fn references(
    view: &View<'_>,
    path: &str,
    at: lsp::Position,
    declared: bool,
) -> Option<Vec<lsp::Location>> {
    let named = named(view, path, at)?.named;
    let places = view.analysis.places_of(&named).into_iter();
    let wanted = places.filter(|place| declared || !place.declares);
    Some(
        wanted
            .filter_map(|place| view.location(place.location))
            .collect(),
    )
}

/// Where else it stands in the same file.
pub(super) fn highlights(
    view: &View<'_>,
    path: &str,
    at: lsp::Position,
) -> Option<Vec<lsp::DocumentHighlight>> {
    let file = view.file(path)?;
    let named = named(view, path, at)?.named;
    let places = view.analysis.places_in(file, &named).into_iter();
    let highlight = |place: Mentioned| lsp::DocumentHighlight {
        range: view.range(file, place.location.span),
        kind: None,
    };
    Some(places.map(highlight).collect())
}

/// What a file declares, claims below their sources.
pub(super) fn document_symbols(view: &View<'_>, path: &str) -> Option<Vec<lsp::DocumentSymbol>> {
    let file = view.file(path)?;
    let outline = view.analysis.outline(file);
    Some(outline.iter().map(|one| symbol(view, file, one)).collect())
}

fn symbol(view: &View<'_>, file: crate::text::FileId, one: &Outline) -> lsp::DocumentSymbol {
    let below: Vec<_> = one
        .below
        .iter()
        .map(|one| symbol(view, file, one))
        .collect();
    lsp::DocumentSymbol {
        name: plainly(&one.name),
        detail: Some(plainly(&one.detail)).filter(|detail| !detail.is_empty()),
        kind: kind(one.kind),
        range: view.range(file, one.whole),
        selection_range: view.range(file, one.head),
        children: Some(below).filter(|below| !below.is_empty()),
        tags: None,
        #[allow(deprecated)]
        deprecated: None,
    }
}

fn kind(kind: OutlineKind) -> lsp::SymbolKind {
    match kind {
        OutlineKind::Person => lsp::SymbolKind::Variable,
        OutlineKind::Org => lsp::SymbolKind::Module,
        OutlineKind::Place => lsp::SymbolKind::Namespace,
        OutlineKind::Term => lsp::SymbolKind::Constant,
        OutlineKind::Thing => lsp::SymbolKind::Object,
        OutlineKind::Event => lsp::SymbolKind::Event,
        OutlineKind::Kind => lsp::SymbolKind::Class,
        OutlineKind::Attribute => lsp::SymbolKind::Property,
        OutlineKind::Source => lsp::SymbolKind::File,
        OutlineKind::Claim => lsp::SymbolKind::String,
        OutlineKind::Dispute => lsp::SymbolKind::Operator,
    }
}

/// What the case declares under a name that somebody looks for.
pub(super) fn symbols(view: &View<'_>, query: &str) -> Vec<lsp::WorkspaceSymbol> {
    let found = view.analysis.symbols(query, SYMBOLS_MAX).into_iter();
    found
        .filter_map(|(one, place)| {
            Some(lsp::WorkspaceSymbol {
                location: view.location(place)?.into(),
                data: None,
                base_symbol_information: lsp::BaseSymbolInformation {
                    name: plainly(&one.name),
                    kind: kind(one.kind),
                    tags: None,
                    container_name: Some(plainly(&one.detail)).filter(|detail| !detail.is_empty()),
                },
            })
        })
        .collect()
}

/// What of a file can be folded.
pub(super) fn folds(view: &View<'_>, path: &str) -> Option<Vec<lsp::FoldingRange>> {
    let file = view.file(path)?;
    let folds = view.analysis.folds(file).into_iter();
    let folds = folds.map(|fold| {
        let range = view.range(file, fold.span);
        lsp::FoldingRange {
            start_line: range.start.line,
            end_line: range.end.line,
            kind: fold.comment.then_some(lsp::FoldingRangeKind::Comment),
            ..lsp::FoldingRange::default()
        }
    });
    Some(
        folds
            .filter(|fold| fold.end_line > fold.start_line)
            .collect(),
    )
}
