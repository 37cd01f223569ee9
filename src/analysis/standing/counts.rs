//! What is counted of all claims, so that after an edit only those of its file are counted again.

use std::ops::Range;

use crate::checks::Uses;
use crate::model::{Claim, Model};

/// What is counted.
pub(super) struct Counts {
    /// How often each name is used.
    pub uses: Uses,
    /// How many statements there are.
    pub statements: usize,
    /// How many claims stand in another file than the one that declares their source, as they may where two do.
    strays: usize,
}

impl Counts {
    /// Those of all claims.
    pub fn of(model: &Model) -> Self {
        let all = 0..model.claims.len();
        Self {
            uses: Uses::of(model),
            statements: model.statements(),
            strays: strays(model, all),
        }
    }

    /// Counts claims that have come.
    pub fn add(&mut self, model: &Model, claims: Range<usize>) {
        self.uses.add(model, claims.clone());
        self.statements += statements(model, claims.clone());
        self.strays += strays(model, claims);
    }

    /// Counts claims no more that are to go.
    pub fn take_away(&mut self, model: &Model, claims: Range<usize>) {
        self.uses.take_away(model, claims.clone());
        self.statements -= statements(model, claims.clone());
        self.strays -= strays(model, claims);
    }

    /// Whether all claims of each source stand in one file.
    pub fn each_source_has_its_file(&self) -> bool {
        self.strays == 0
    }
}

fn statements(model: &Model, claims: Range<usize>) -> usize {
    let all = model.claims.of(claims);
    all.map(|claim| claim.statements()).sum()
}

fn strays(model: &Model, claims: Range<usize>) -> usize {
    let is_stray = |claim: &Claim<'_>| {
        let source = model.source(claim.source);
        source.location.file != claim.file()
    };
    model.claims.of(claims).filter(is_stray).count()
}
