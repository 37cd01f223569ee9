//! `[import]`: how tables stand that were not made for Belie.

use toml::Spanned;
use toml::de::DeValue;

use super::{Reading, kind_of};
use crate::diagnostic::Code;

/// How tables stand that are imported. The names of fields are not looked at here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Import {
    /// `separator = ";"`: what stands between two cells.
    pub separator: Option<u8>,
    /// `[import.columns]`: a field with the header of its column.
    pub columns: Vec<(String, String)>,
    /// `[import.defaults]`: a field with what stands in it where a row says nothing.
    pub defaults: Vec<(String, String)>,
}

impl Reading {
    pub(super) fn import(&mut self, value: &Spanned<DeValue<'_>>) -> Import {
        let mut import = Import::default();
        let DeValue::Table(table) = value.get_ref() else {
            self.no_table(value, "[import]");
            return import;
        };
        for (name, value) in table {
            match name.get_ref().as_ref() {
                "separator" => import.separator = self.separator(value),
                "columns" => import.columns = self.pairs(value, "[import.columns]"),
                "defaults" => import.defaults = self.pairs(value, "[import.defaults]"),
                unknown => {
                    let message = format!("there is no setting `{unknown}` below [import]");
                    let advice = "There are: separator, columns, defaults.".to_owned();
                    self.wrong(
                        Code::UnknownName,
                        message,
                        name.span(),
                        "not a setting",
                        advice,
                    );
                }
            }
        }
        import
    }

    /// `separator = ";"`
    fn separator(&mut self, value: &Spanned<DeValue<'_>>) -> Option<u8> {
        let text = self.string(value, "separator = \";\"")?;
        match text.as_bytes() {
            [sign] if sign.is_ascii_graphic() && *sign != b'"' || matches!(sign, b'\t') => {
                Some(*sign)
            }
            _ => {
                let message = "one sign stands between two cells".to_owned();
                let advice = "Write `separator = \";\"`, or `\"\\t\"` for a tab.".to_owned();
                self.wrong(
                    Code::WrongKind,
                    message,
                    value.span(),
                    "not one sign",
                    advice,
                );
                None
            }
        }
    }

    /// `passage = "Quote"`, a line each.
    fn pairs(&mut self, value: &Spanned<DeValue<'_>>, heading: &str) -> Vec<(String, String)> {
        let DeValue::Table(table) = value.get_ref() else {
            self.no_table(value, heading);
            return Vec::new();
        };
        let mut pairs = Vec::new();
        for (name, value) in table {
            if let Some(text) = self.string(value, "passage = \"Quote\"") {
                pairs.push((name.get_ref().to_string(), text.to_owned()));
            }
        }
        pairs
    }

    fn no_table(&mut self, value: &Spanned<DeValue<'_>>, heading: &str) {
        let message = format!("{heading} is a heading with settings below it");
        let found = kind_of(value.get_ref());
        let advice = format!("Write `{heading}` on a line of its own.");
        self.wrong(Code::WrongKind, message, value.span(), found, advice);
    }
}
