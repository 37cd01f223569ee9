//! A row: what stands in its fields.

use std::collections::BTreeMap;

/// What stands in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A text: of a table, or one value of an object.
    Text(String),
    /// The values of a list of an object.
    List(Vec<String>),
}

/// A row, by the names of its fields. A role without a field of its own stands as `role NAME`. Fields that are empty are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    cells: BTreeMap<String, Cell>,
}

impl Row {
    /// What stands in a field.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&Cell> {
        self.cells.get(field)
    }

    /// The one value of a field, if it has one.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<&str> {
        match self.cells.get(field)? {
            Cell::Text(text) => Some(text),
            Cell::List(items) => items.first().map(String::as_str),
        }
    }

    /// Whether more than blanks stands in a field.
    #[must_use]
    pub fn says(&self, field: &str) -> bool {
        match self.cells.get(field) {
            None => false,
            Some(Cell::Text(text)) => !text.trim().is_empty(),
            Some(Cell::List(items)) => items.iter().any(|item| !item.trim().is_empty()),
        }
    }

    /// The row without a field.
    pub(super) fn without(&self, field: &str) -> Self {
        let mut row = self.clone();
        row.cells.remove(field);
        row
    }

    /// How many fields something stands in.
    pub(super) fn count(&self) -> usize {
        self.cells.len()
    }

    /// All fields with what stands in them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Cell)> {
        self.cells.iter().map(|(name, cell)| (name.as_str(), cell))
    }

    /// Whether nothing stands in any field.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    pub(super) fn set(&mut self, field: &str, cell: Cell) {
        self.cells.insert(field.to_owned(), cell);
    }

    /// Takes fields out in which nothing stands.
    pub(super) fn drop_empty(&mut self) {
        self.cells.retain(|_, cell| match cell {
            Cell::Text(text) => !text.is_empty(),
            Cell::List(items) => !items.is_empty(),
        });
    }

    pub(super) fn with(mut self, field: &str, text: impl Into<String>) -> Self {
        self.set(field, Cell::Text(text.into()));
        self
    }

    pub(super) fn with_some(self, field: &str, text: Option<String>) -> Self {
        match text {
            Some(text) => self.with(field, text),
            None => self,
        }
    }

    pub(super) fn with_list(mut self, field: &str, items: Vec<String>) -> Self {
        if !items.is_empty() {
            self.set(field, Cell::List(items));
        }
        self
    }
}
