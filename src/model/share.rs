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

    /// Makes room in a list for what the rest of the texts will bring if it is like what has been read, and a little more. Where each
    /// brings more than those before, that is never enough: so the list grows by half at least when it must be moved.
    pub(super) fn make_room<T>(self, list: &mut Vec<T>) {
        let rest = self.all.saturating_sub(self.read);
        let so_far = list.len() as u128;
        let expected = so_far * rest as u128 / self.read.max(1) as u128;
        let expected = usize::try_from(expected).unwrap_or_default();
        if list.capacity() - list.len() < expected {
            let half_more = list.capacity() + list.capacity() / 2;
            let room = list.len() + expected + expected / 32;
            list.reserve_exact(room.max(half_more) - list.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_grows_faster_and_faster_is_seldom_moved() {
        let texts = 1_000;
        let mut share = Share::of(texts);
        let (mut list, mut moves) = (Vec::new(), 0);
        for text in 0..texts {
            list.extend(0..text);
            share.add(1, false);
            let room = list.capacity();
            share.make_room(&mut list);
            moves += usize::from(list.capacity() != room);
        }
        assert!(moves < 40, "moved {moves} times");
    }
}
