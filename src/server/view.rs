//! A case as the editor sees it: addresses and ranges in place of file numbers and byte offsets.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::Path;

use gen_lsp_types as lsp;
use url::Url;

use super::cases::{Case, address_in};
use super::position::Encoding;
use crate::analysis::Analysis;
use crate::text::{File, FileId, Location, Span};

/// An analysis with what is needed to tell places of it.
pub(super) struct View<'a> {
    /// What there is to say of the case.
    pub(super) analysis: &'a Analysis,
    /// Its folder.
    pub(super) folder: &'a Path,
    /// Its open files.
    pub(super) open: &'a BTreeMap<String, Url>,
    /// In what the editor counts columns.
    pub(super) encoding: Encoding,
    /// The addresses of all files, made when the first is asked for.
    addresses: OnceCell<Vec<Option<Url>>>,
}

/// A place in one of the files.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) file: FileId,
    pub(super) at: u32,
}

impl<'a> View<'a> {
    /// A view of a case.
    pub(super) fn new(case: &'a mut Case, encoding: Encoding) -> Self {
        Self {
            analysis: case.session.analysis(),
            folder: &case.folder,
            open: &case.open,
            encoding,
            addresses: OnceCell::new(),
        }
    }

    /// The file with this path.
    pub(super) fn file(&self, path: &str) -> Option<FileId> {
        let mut files = self.analysis.files.iter();
        files.find(|(_, file)| file.path == path).map(|(id, _)| id)
    }

    /// A place that the editor names.
    pub(super) fn place(&self, path: &str, at: lsp::Position) -> Option<Place> {
        let file = self.file(path)?;
        let File { text, .. } = self.analysis.files.get(file);
        let lines = self.analysis.files.get(file).lines();
        let at = self.encoding.offset(text, lines, at);
        Some(Place { file, at })
    }

    /// A stretch that the editor names.
    pub(super) fn span(&self, file: FileId, range: lsp::Range) -> Span {
        let of = self.analysis.files.get(file);
        let offset = |at| self.encoding.offset(&of.text, of.lines(), at);
        let start = offset(range.start);
        Span {
            start,
            end: offset(range.end).max(start),
        }
    }

    /// A stretch as the editor has it.
    pub(super) fn range(&self, file: FileId, span: Span) -> lsp::Range {
        self.encoding.range(self.analysis.files.get(file), span)
    }

    /// A place as the editor has it.
    pub(super) fn position(&self, file: FileId, at: u32) -> lsp::Position {
        let of = self.analysis.files.get(file);
        self.encoding.position(&of.text, of.lines(), at)
    }

    /// The address of a file.
    pub(super) fn address(&self, file: FileId) -> Option<Url> {
        let of = |path: &str| address_in(self.folder, self.open, path);
        let files = || self.analysis.files.iter();
        let all = self
            .addresses
            .get_or_init(|| files().map(|(_, file)| of(&file.path)).collect());
        all.get(file.0 as usize).cloned().flatten()
    }

    /// The address of a file by its path inside the case, whether there is one or not.
    pub(super) fn address_of(&self, path: &str) -> Option<Url> {
        address_in(self.folder, self.open, path)
    }

    /// A location as the editor has it.
    pub(super) fn location(&self, place: Location) -> Option<lsp::Location> {
        Some(lsp::Location {
            uri: self.address(place.file)?,
            range: self.range(place.file, place.span),
        })
    }
}
