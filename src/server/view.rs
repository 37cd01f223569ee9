//! A case as the editor sees it: addresses and ranges in place of file numbers and byte offsets.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use gen_lsp_types as lsp;
use url::Url;

use super::cases::{Case, address_in};
use super::document::MARK;
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
    /// Those of them that begin with a byte-order mark.
    marked: &'a BTreeSet<String>,
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
            marked: &case.marked,
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
        let at = self.offset(file, at);
        Some(Place { file, at })
    }

    /// A stretch that the editor names.
    pub(super) fn span(&self, file: FileId, range: lsp::Range) -> Span {
        let start = self.offset(file, range.start);
        Span {
            start,
            end: self.offset(file, range.end).max(start),
        }
    }

    fn offset(&self, file: FileId, mut at: lsp::Position) -> u32 {
        let of = self.analysis.files.get(file);
        if at.line == 0 {
            at.character = at.character.saturating_sub(self.mark(of));
        }
        self.encoding.offset(&of.text, of.lines(), at)
    }

    /// How wide the byte-order mark is with which the editor begins a file; the text has none.
    fn mark(&self, file: &File) -> u32 {
        match self.marked.contains(&file.path) {
            true => self.encoding.width(MARK),
            false => 0,
        }
    }

    /// A stretch as the editor has it.
    pub(super) fn range(&self, file: FileId, span: Span) -> lsp::Range {
        lsp::Range {
            start: self.position(file, span.start),
            end: self.position(file, span.end),
        }
    }

    /// A place as the editor has it.
    pub(super) fn position(&self, file: FileId, at: u32) -> lsp::Position {
        let of = self.analysis.files.get(file);
        let mut place = self.encoding.position(&of.text, of.lines(), at);
        if place.line == 0 {
            place.character += self.mark(of);
        }
        place
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
