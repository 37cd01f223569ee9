//! The sources of the case.

use maud::{Markup, html};

use super::super::is_visible;
use super::super::words::count;
use super::Page;
use crate::analysis::SourceCard;
use crate::text::visible;

/// The list of all sources.
pub(super) fn section(page: &Page<'_>) -> Markup {
    html! {
        section aria-labelledby="sources" {
            h2 id="sources" { "Sources" }
            div.scroll tabindex="0" role="region" aria-label="Sources" {
                table {
                    thead { tr { th scope="col" { "id" } th scope="col" { "what it is" } th scope="col" { "claims" } } }
                    tbody {
                        @for source in &page.sources {
                            tr {
                                th scope="row" { (visible(source.id)) }
                                td { (reference(source)) }
                                td { (count(source.claims, "claim", "claims")) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Title, publisher and date, linked where there is an address on the web.
pub(super) fn reference(source: &SourceCard<'_>) -> Markup {
    html! {
        @if let Some(url) = source.url.and_then(web) {
            a href=(url) { (visible(source.title)) }
        } @else { (visible(source.title)) }
        @if let Some(publisher) = source.publisher { ", " (visible(publisher)) }
        @if let Some(published) = &source.published { ", " (published) }
    }
}

/// An address that a reader may follow: of the web, and of nothing that runs.
fn web(url: &str) -> Option<&str> {
    let scheme = ["https://", "http://"].iter().any(|scheme| {
        url.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    (scheme && url.chars().all(|c| is_visible(c) && !c.is_whitespace())).then_some(url)
}
