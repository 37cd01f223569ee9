//! Ways to mend what is reported, offered where it is.

use gen_lsp_types as lsp;
use serde_json::Value;
use url::Url;

use super::edits::workspace_edit;
use super::requests::{read, view, written};
use super::serving::{Refusal, Server};
use super::view::View;
use crate::analysis::Mend;
use crate::text::Span;

/// What is offered, before it is put in the words of the protocol.
struct Offer {
    mend: Mend,
    code: &'static str,
    /// Where the diagnostic is shown.
    range: lsp::Range,
    edits: Vec<(Url, lsp::TextEdit)>,
    new: Vec<Url>,
}

/// The ways to mend what is reported in a stretch of a text.
pub(super) fn actions(server: &mut Server<'_>, params: Value) -> Result<Value, Refusal> {
    let params: lsp::CodeActionParams = read(params)?;
    if !wants_fixes(params.context.only.as_deref()) {
        return written(Vec::<lsp::CodeAction>::new());
    }
    let (today, makes_files) = (server.world.today(), server.client.makes_files);
    let address = &params.text_document.uri;
    let offers = view(server, address, |view, path| {
        offers(view, path, params.range, &today, makes_files)
    });
    let actions = offers.unwrap_or_default().into_iter();
    let actions: Vec<_> = actions
        .map(|offer| action(server, offer, &params.context.diagnostics))
        .collect();
    written(actions)
}

fn wants_fixes(only: Option<&[lsp::CodeActionKind]>) -> bool {
    only.is_none_or(|only| {
        only.iter().any(|kind| {
            matches!(
                kind,
                lsp::CodeActionKind::QuickFix | lsp::CodeActionKind::Empty
            )
        })
    })
}

fn offers(
    view: &View<'_>,
    path: &str,
    range: lsp::Range,
    today: &str,
    makes_files: bool,
) -> Vec<Offer> {
    let Some(file) = view.file(path) else {
        return Vec::new();
    };
    let asked = view.span(file, range);
    let touched = |span: Span| span.start <= asked.end && asked.start <= span.end;
    let mut offers = Vec::new();
    let all = view.analysis.diagnostics.iter();
    for diagnostic in all.filter(|one| one.disputed.is_none()) {
        let labels = diagnostic.labels.iter();
        let mut here =
            labels.filter(|label| label.location.file == file && touched(label.location.span));
        let Some(label) = here.next() else {
            continue;
        };
        for mend in view.analysis.mends(diagnostic, label, today) {
            let (edits, new) = edits(view, &mend, makes_files);
            offers.push(Offer {
                mend,
                code: diagnostic.code.id(),
                range: view.range(file, label.location.span),
                edits,
                new,
            });
        }
    }
    offers
}

/// The edits of a way to mend. What is to stand in a file of its own is put elsewhere if the client makes none.
fn edits(view: &View<'_>, mend: &Mend, makes_files: bool) -> (Vec<(Url, lsp::TextEdit)>, Vec<Url>) {
    if let (Some((path, text)), true) = (&mend.new_file, makes_files)
        && let Some(address) = view.address_of(path)
    {
        let edit = lsp::TextEdit {
            range: lsp::Range::default(),
            new_text: text.clone(),
        };
        return (vec![(address.clone(), edit)], vec![address]);
    }
    let replacements = mend.replacements.iter().filter_map(|one| {
        let edit = lsp::TextEdit {
            range: view.range(one.location.file, one.location.span),
            new_text: one.text.clone(),
        };
        Some((view.address(one.location.file)?, edit))
    });
    (replacements.collect(), Vec::new())
}

fn action(server: &Server<'_>, offer: Offer, shown: &[lsp::Diagnostic]) -> lsp::CodeAction {
    let is_it = |one: &&lsp::Diagnostic| {
        one.range == offer.range
            && matches!(&one.code, Some(lsp::Code::String(code)) if code == offer.code)
    };
    let mended: Vec<_> = shown.iter().filter(is_it).cloned().collect();
    lsp::CodeAction {
        title: offer.mend.title,
        kind: Some(lsp::CodeActionKind::QuickFix),
        diagnostics: Some(mended).filter(|mended| !mended.is_empty()),
        is_preferred: offer.mend.preferred.then_some(true),
        edit: Some(workspace_edit(server, offer.edits, &offer.new)),
        ..lsp::CodeAction::default()
    }
}
