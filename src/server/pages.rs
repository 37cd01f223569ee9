//! The pages that explain what is reported, as texts that the editor can open.

use url::Url;

use crate::analysis;

/// What their addresses begin with.
pub(super) const SCHEME: &str = "belie";

/// The address of the page of a check.
pub(super) fn address(id: &str) -> Option<Url> {
    Url::parse(&format!("{SCHEME}:/explain/{id}.md")).ok()
}

/// The page behind an address.
pub(super) fn page(address: &Url) -> Option<&'static str> {
    let id = address
        .path()
        .strip_prefix("/explain/")?
        .strip_suffix(".md")?;
    let page = analysis::pages().find(|(own, ..)| *own == id);
    page.filter(|_| address.scheme() == SCHEME)
        .map(|(.., text)| text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn every_code_has_its_page() {
        for code in Code::ALL {
            let address = address(code.id()).unwrap();
            assert!(page(&address).unwrap().starts_with("# "), "{code}");
        }
        assert_eq!(
            page(&Url::parse("belie:/explain/nothing.md").unwrap()),
            None
        );
    }
}
