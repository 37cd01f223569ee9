//! When a state held: its times, put together.

use smallvec::{SmallVec, smallvec};

use super::super::{Spell, Time};
use super::claims::Reading;
use super::times::{Telling, Written};
use crate::syntax::tree::{Spanned, When};
use crate::text::Span;

/// The times that one clause names.
type Times = SmallVec<[Time; 2]>;

impl Reading<'_> {
    /// When a state held, and whether that is soft.
    pub(super) fn spell<T: Written>(
        &mut self,
        times: &[Spanned<When<'_, T>>],
        telling: &Telling<'_>,
    ) -> Option<(Spell, bool)> {
        let resolved: SmallVec<[Times; 2]> = times
            .iter()
            .map(|when| self.state_times(&when.value, telling))
            .collect::<Option<_>>()?;
        let spell = match (times, resolved.as_slice()) {
            ([], _) => Some(Spell::AsOf(None)),
            ([one], [first]) => single_spell(&one.value, first),
            ([one, other], [first, second]) => {
                double_spell(&one.value, &other.value, first, second)
            }
            _ => None,
        };
        let soft = resolved.iter().flatten().any(|time| time.is_soft());
        let spell = spell.or_else(|| {
            let span = times.iter().map(|when| when.span).reduce(Span::to)?;
            let message = "these times do not go together for a state".to_owned();
            let advice = "Write one of: `as of T`, `since T`, `since T, as of T`, `until T`, `since T, until T`, \
                          `throughout T`, `from T to T`, `before T`, `after T`, `during T`.";
            self.resolver.notes.wrong_kind(telling.file, span, message, "cannot be combined".to_owned(), Some(advice.to_owned()));
            None
        })?;
        Some((spell, soft))
    }

    fn state_times<T: Written>(
        &mut self,
        when: &When<'_, T>,
        telling: &Telling<'_>,
    ) -> Option<Times> {
        let resolver = &mut self.resolver;
        match when {
            When::On(time)
            | When::AsOf(time)
            | When::Since(time)
            | When::Until(time)
            | When::Throughout(time)
            | When::Before(time)
            | When::After(time)
            | When::From(time)
            | When::To(time)
            | When::During(time) => Some(smallvec![time.anchored(resolver, telling)?]),
            When::FromTo(from, to) | When::Between(from, to) => Some(smallvec![
                from.anchored(resolver, telling)?,
                to.anchored(resolver, telling)?,
            ]),
            When::SameTime(_) | When::SameDay(_) | When::Counted(_) | When::For(..) => {
                Some(Times::new())
            }
        }
    }
}

fn single_spell<T>(when: &When<'_, T>, times: &[Time]) -> Option<Spell> {
    let first = times.first()?.clone();
    Some(match when {
        When::On(_) | When::AsOf(_) => Spell::AsOf(Some(first)),
        When::Since(_) | When::From(_) => Spell::Since(first, None),
        When::Until(_) | When::To(_) => Spell::Until(first),
        When::Throughout(_) => Spell::Throughout(first),
        When::FromTo(..) => Spell::FromTo(first, times.get(1)?.clone()),
        When::Before(_) => Spell::Before(first),
        When::After(_) => Spell::After(first),
        When::During(_) => Spell::During(first),
        When::Between(..)
        | When::SameTime(_)
        | When::SameDay(_)
        | When::Counted(_)
        | When::For(..) => return None,
    })
}

fn double_spell<T>(
    one: &When<'_, T>,
    other: &When<'_, T>,
    first: &[Time],
    second: &[Time],
) -> Option<Spell> {
    let (one_time, other_time) = (first.first()?.clone(), second.first()?.clone());
    Some(match (one, other) {
        (When::Since(_), When::AsOf(_) | When::On(_)) => Spell::Since(one_time, Some(other_time)),
        (When::AsOf(_) | When::On(_), When::Since(_)) => Spell::Since(other_time, Some(one_time)),
        (When::Since(_) | When::From(_), When::Until(_) | When::To(_)) => {
            Spell::FromTo(one_time, other_time)
        }
        (When::Until(_) | When::To(_), When::Since(_) | When::From(_)) => {
            Spell::FromTo(other_time, one_time)
        }
        _ => return None,
    })
}
