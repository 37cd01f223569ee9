//! How much of all that is to be read has been read.

/// So much of all texts in which claims stand, in bytes.
#[derive(Debug, Clone, Copy)]
pub struct Share {
    read: usize,
    all: usize,
}

impl Share {
    /// Nothing of so much.
    #[must_use]
    pub fn of(all: usize) -> Self {
        Self { read: 0, all }
    }

    /// Adds a text that was read. One in which no claims stand tells nothing about the others.
    pub fn add(&mut self, length: usize, is_empty: bool) {
        if is_empty {
            self.all -= length.min(self.all);
        } else {
            self.read += length;
        }
    }

    /// Makes room in a list for what the rest of the texts will bring if it is like what has been read, and a little more. If it brings
    /// more than that, the list grows as lists do.
    pub(super) fn make_room<T>(self, list: &mut Vec<T>) {
        let rest = self.all.saturating_sub(self.read);
        let so_far = list.len() as u128;
        let expected = so_far * rest as u128 / self.read.max(1) as u128;
        let expected = usize::try_from(expected).unwrap_or_default();
        if list.capacity() - list.len() < expected {
            list.reserve_exact(expected + expected / 32);
        }
    }
}
