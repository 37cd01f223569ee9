//! What is packed comes out as it was.

use proptest::prelude::*;

use super::*;
use crate::model::{Count, Items, Length, Time, claim};
use crate::syntax::tree::{Direction, Mode};

/// There are millions of them: what makes one larger should be worth it.
#[test]
fn clauses_and_claims_stay_small() {
    assert_eq!(size_of::<Packed>(), 28);
    assert_eq!(size_of::<claim::Packed>(), 16);
    assert_eq!(size_of::<State>(), 64);
    assert_eq!(size_of::<Time>(), 16);
    assert_eq!(size_of::<When>(), 32);
}

fn body() -> impl Strategy<Value = Says> {
    use Stance::{Denied, Doubted, Happened, Planned};
    let event = || (0..2_u32).prop_map(EventId);
    let mode = prop::sample::select(vec![Mode::Is, Mode::Not, Mode::Only, Mode::Including]);
    let item = prop_oneof![
        event().prop_map(Subject::Event),
        (0..u32::MAX).prop_map(|id| Subject::Entity(crate::model::EntityId(id))),
    ];
    let value = || (mode.clone(), item.clone());
    let made = |(mode, item)| Items::default().only(mode, item);
    let length = (0..9_i64).prop_map(|low| Length {
        count: Count::days(low, Direction::After),
        midnights: 0,
    });
    let stance = prop::sample::select(vec![Happened, Denied, Doubted, Planned]);
    prop_oneof![
        3 => (event(), stance).prop_map(|(event, stance)| Says::Happens { event, stance }),
        2 => (event(), 0..3_u32, value(), any::<bool>()).prop_map(
            move |(event, role, value, planned)| Says::Role {
                event,
                role: RoleId(role),
                value: made(value),
                planned,
            }
        ),
        2 => (event(), length.clone(), any::<bool>()).prop_map(|(event, length, planned)| {
            let when = When::For(Box::new(length));
            Says::When {
                event,
                when,
                planned,
            }
        }),
        1 => (event(), value()).prop_map(move |(event, value)| Says::State {
            subject: Subject::Event(event),
            attribute: AttributeId(0),
            value: made(value),
            spell: Spell::AsOf(None),
        }),
    ]
}

/// Clauses with their claims, near each other or far, and now and then long.
fn clauses() -> impl Strategy<Value = Vec<(ClaimId, Span, bool, Says)>> {
    let length = || prop_oneof![4 => 0..40_u32, 1 => 65_530..65_540_u32, 1 => 0..1_000_000_u32];
    let one = (0..3_u32, length(), length(), any::<bool>(), body());
    prop::collection::vec(one, 0..30).prop_map(|all| {
        let (mut claim, mut place) = (0, 0);
        let placed = all.into_iter().map(|(step, gap, length, soft, says)| {
            // Some begin before the one before them ends.
            let start = place + gap - gap.min(place).min(3);
            let span = Span::new(start as usize, (start + length) as usize);
            (claim, place) = (claim + step / 2, span.end);
            let soft = soft && !matches!(says, Says::Happens { .. });
            (ClaimId(claim), span, soft, says)
        });
        placed.collect()
    })
}

proptest! {
    /// However few records hold them, all come out as they were put in.
    #[test]
    fn what_is_packed_comes_out_as_it_was(said in clauses()) {
        let mut clauses = Clauses::default();
        for (claim, span, soft, says) in &said {
            clauses.push(*claim, *span, *soft, says.clone());
        }
        let told = clauses.iter().map(|(_, clause)| {
            let Clause { claim, span, soft, body } = clause;
            format!("{:?}", (claim, span, soft, body))
        });
        let expected = said.iter().map(|all| format!("{all:?}"));
        prop_assert_eq!(told.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
        let ids: Vec<_> = clauses.iter().map(|(id, _)| id).collect();
        prop_assert!(ids.is_sorted_by(|one, next| one < next));
        for (id, clause) in clauses.iter() {
            prop_assert_eq!(format!("{:?}", clauses.get(id)), format!("{clause:?}"));
            prop_assert_eq!(format!("{:?}", clauses.says_of(id)), format!("{:?}", clause.body));
            prop_assert_eq!(clauses.claim(id), clause.claim);
            prop_assert!(clauses.of(clause.claim).any(|own| own == id));
        }
        let of_all: Vec<_> = (0..20).flat_map(|claim| clauses.of(ClaimId(claim))).collect();
        prop_assert_eq!(&of_all, &ids);
        prop_assert_eq!(clauses.of_claims(0..20).collect::<Vec<_>>(), ids);
        // The records hold the same, and so do those of some claims.
        let of_half = clauses.records_of(0..4).chain(clauses.records_of(4..20));
        for records in [clauses.records().collect::<Vec<_>>(), of_half.collect()] {
            let says = records.iter().flat_map(|record| {
                let happens = record.happens();
                let happens =
                    happens.map(|(id, event, stance)| (id, ClauseBody::Happens { event, stance }));
                happens.into_iter().chain(record.says())
            });
            let says: Vec<_> = says.map(|says| format!("{says:?}")).collect();
            let expected = clauses.iter().map(|(id, clause)| format!("{:?}", (id, clause.body)));
            prop_assert_eq!(says, expected.collect::<Vec<_>>());
        }
    }
}

#[test]
fn a_plain_claim_takes_one_record() {
    let (mut clauses, mut items) = (Clauses::default(), Items::default());
    let (claim, event, role) = (ClaimId(0), EventId(0), RoleId(0));
    let (stance, planned) = (Stance::Happened, false);
    let value = items.only(Mode::Is, Subject::Event(event));
    clauses.push(
        claim,
        Span::new(2, 5),
        false,
        Says::Happens { event, stance },
    );
    let says = Says::Role {
        event,
        role,
        value,
        planned,
    };
    clauses.push(claim, Span::new(7, 15), false, says);
    assert_eq!((clauses.records().len(), items.len()), (1, 0));
}
