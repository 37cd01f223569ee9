//! What belongs to each of some numbers: put in order without being compared.

/// A list for each of some numbers, side by side.
pub(crate) struct Lists<T> {
    all: Vec<T>,
    /// Where each begins, and where the last one ends.
    starts: Vec<u32>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            starts: Vec::new(),
        }
    }
}

impl<T: Copy> Lists<T> {
    /// `pairs` gives, as often as it is asked, what belongs to which number; each list is in that order.
    pub fn new<I: Iterator<Item = (usize, T)>>(count: usize, pairs: impl Fn() -> I) -> Self {
        // One behind the place of each number: where its next one goes, and in the end where the next number begins.
        let mut nexts = vec![0_u32; count + 2];
        for (number, _) in pairs() {
            nexts[number + 2] += 1;
        }
        for at in 1..nexts.len() {
            nexts[at] += nexts[at - 1];
        }
        let any = pairs().next();
        let mut all = any.map_or_else(Vec::new, |(_, any)| vec![any; nexts[count + 1] as usize]);
        for (number, item) in pairs() {
            let next = &mut nexts[number + 1];
            all[*next as usize] = item;
            *next += 1;
        }
        nexts.pop();
        Self { all, starts: nexts }
    }

    /// What belongs to a number.
    pub fn get(&self, number: usize) -> &[T] {
        let ends = self.starts.get(number).zip(self.starts.get(number + 1));
        ends.map_or(&[], |(&from, &to)| &self.all[from as usize..to as usize])
    }

    /// The lists in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &[T]> {
        let stretches = self.starts.windows(2);
        stretches.map(|ends| &self.all[ends[0] as usize..ends[1] as usize])
    }

    /// All of them, one list behind the other, each put in order by itself.
    pub fn each_sorted<K: Ord>(mut self, key: impl Fn(&T) -> K) -> Vec<T> {
        let mut rest = self.all.as_mut_slice();
        for ends in self.starts.windows(2) {
            let (own, others) = rest.split_at_mut((ends[1] - ends[0]) as usize);
            own.sort_by_key(&key);
            rest = others;
        }
        self.all
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn each_number_has_its_own_in_their_order(
            pairs in proptest::collection::vec((0..5_usize, 0..9_u32), 0..20),
        ) {
            let lists = Lists::new(5, || pairs.iter().copied());
            let of = |number| {
                let own = pairs.iter().filter(move |(of, _)| *of == number);
                own.map(|(_, item)| *item).collect::<Vec<_>>()
            };
            let found: Vec<Vec<u32>> = lists.iter().map(<[u32]>::to_vec).collect();
            prop_assert_eq!(found, (0..5).map(of).collect::<Vec<_>>());

            let mut sorted = pairs.clone();
            sorted.sort_by_key(|(number, item)| (*number, item / 3));
            let sorted: Vec<u32> = sorted.into_iter().map(|(_, item)| item).collect();
            prop_assert_eq!(lists.each_sorted(|item| item / 3), sorted);
        }
    }
}
