//! Each form yields its part of the tree.

use super::{claims, clauses, file, read, statement, tree, whens};
use crate::date::{Part, Third, Weekday};
use crate::syntax::tree::*;

/// A claim with one statement about the event `e`.
fn event(clause: &str) -> crate::text::File {
    file(&format!("claim \"x\"\n  e: {clause}\n"))
}

fn state(rest: &str) -> crate::text::File {
    file(&format!("claim \"x\"\n  s.a: {rest}\n"))
}

fn time(text: &str) -> TimeBody<'static> {
    let file = Box::leak(Box::new(event(&format!("on {text}"))));
    match whens(&tree(file)).remove(0) {
        When::On(time) => time.body,
        other => panic!("{other:?}"),
    }
}

#[test]
fn words_of_the_language_are_ids_where_they_have_no_meaning() {
    let texts = [
        "event on: arrest\nperson since \"S\"\nplace in in in\n",
        "claim \"x\"\n  not: on 2025\n  doubt\n  plan: patient not\n  not not\n  plan.cost: 5\n  claim: by on\n",
        "source source\n  by source\n  cites claim, source\n",
        "claim by by via via told told\n",
        "event release: release\nkind kind is kind\n  role role: any\n",
    ];
    for text in texts {
        tree(&file(text));
    }
}

#[test]
fn ids_may_be_of_any_script_and_carry_marks() {
    for id in ["نجيم", "Мария", "李明", "क्षेत्र", "e\u{301}tat", "a1_2"] {
        let file = file(&format!("person {id} \"x\"\n"));
        let Entry::Entity(entity) = &tree(&file).entries[0] else {
            panic!()
        };
        assert_eq!(entity.name.text, id);
    }
}

#[test]
fn line_ends_comments_and_indentation_do_not_matter() {
    let plain = "claim \"x\"\n  e: patient p,\n    on 2025\n  f\n";
    let other = "# c\r\nclaim \"x\" # c\r\n\r\n\te: patient p, # c\r\n\r\n# c\r\n\t\ton 2025 # , c\r\n\tf\r\n";
    for text in [plain, other, &plain.replace('\n', "\r")] {
        let file = file(text);
        let claims = claims(&tree(&file));
        assert_eq!(claims[0].statements.len(), 2, "{text:?}");
        let Body::Event { clauses, .. } = &claims[0].statements[0].body else {
            panic!()
        };
        assert_eq!(clauses.len(), 2, "{text:?}");
    }
}

#[test]
fn strings_keep_what_stands_between_the_marks() {
    let file = file("claim \"a \\\"b\\\" \\\\ # c\" by \"\"\"d \"e\\\"\nclaim f\"\"\"\n");
    let claims = claims(&tree(&file));
    assert_eq!(claims[0].passage.unwrap().value(), "a \"b\" \\ # c");
    let Some(Reference::Label(by)) = claims[0].by else {
        panic!()
    };
    assert_eq!(by.value(), "d \"e\\\"\nclaim f");
}

#[test]
fn a_claim_carries_hedge_passage_speaker_chain_and_telling() {
    let file = file("claim rumoured \"x\" told 2025-01-02 by a via \"b\" via c, d\n");
    let claim = claims(&tree(&file)).remove(0);
    assert_eq!(claim.hedge, Hedge::Rumoured);
    assert_eq!(claim.via.len(), 3);
    assert!(claim.by.is_some() && claim.told.is_some());
    assert_eq!(file.slice(claim.span), file.text.trim_end());
}

#[test]
fn stances() {
    for (text, expected) in [
        ("e", Stance::Happened),
        ("not e", Stance::Denied),
        ("doubt e", Stance::Doubted),
        ("plan e", Stance::Planned),
        ("plan e: on 2025", Stance::Planned),
    ] {
        let file = file(&format!("claim\n  {text}\n"));
        let Body::Event { stance, event, .. } = statement(&tree(&file)).body else {
            panic!()
        };
        assert_eq!((stance, event.text), (expected, "e"));
    }
}

#[test]
fn roles_hold_values_with_the_word_before_them() {
    let file = event("only reason a and \"b\" and 12 km, not place p");
    let clauses = clauses(&tree(&file));
    let Clause::Role { role, value } = &clauses[0] else {
        panic!()
    };
    assert_eq!(
        (role.text, value.mode, value.items.len()),
        ("reason", Mode::Only, 3)
    );
    assert_eq!(file.slice(value.span), "only reason a and \"b\" and 12 km");
    let Clause::Role { value, .. } = &clauses[1] else {
        panic!()
    };
    assert_eq!(value.mode, Mode::Not);
}

#[test]
fn numbers_are_exact() {
    for (text, bound, low, high, unit) in [
        ("12", NumberBound::Plain, (12, 0), (12, 0), None),
        ("2.50", NumberBound::Plain, (250, 2), (250, 2), None),
        ("-3", NumberBound::Plain, (-3, 0), (-3, 0), None),
        ("at least 10", NumberBound::AtLeast, (10, 0), (10, 0), None),
        ("at most 40", NumberBound::AtMost, (40, 0), (40, 0), None),
        ("more than 3", NumberBound::MoreThan, (3, 0), (3, 0), None),
        ("less than 3", NumberBound::LessThan, (3, 0), (3, 0), None),
        (
            "about 1200 euro",
            NumberBound::About,
            (1200, 0),
            (1200, 0),
            Some("euro"),
        ),
        (
            "10 to 20 km",
            NumberBound::Plain,
            (10, 0),
            (20, 0),
            Some("km"),
        ),
    ] {
        let file = state(&format!("{text}, as of 2025"));
        let Body::State { value, .. } = statement(&tree(&file)).body else {
            panic!()
        };
        let Item::Number(number) = &value.items[0] else {
            panic!("{text}")
        };
        let decimal = |(mantissa, scale)| Decimal { mantissa, scale };
        assert_eq!(number.value.bound, bound, "{text}");
        assert_eq!(
            (number.value.low, number.value.high),
            (decimal(low), decimal(high)),
            "{text}"
        );
        assert_eq!(number.value.unit.map(|unit| unit.text), unit, "{text}");
        assert_eq!(file.slice(number.span), text);
    }
}

#[test]
fn every_clause_of_time_about_an_event() {
    let file = event(
        "on 2025, before a, after a, between 2025 and a, from a to b, from c, to d, during 2025, same time as a, same day as a, \
         2 days after a, within 48 hours of a, for 3 days, between 5 days before r and 2 days after r",
    );
    let whens = whens(&tree(&file));
    let names: Vec<_> = whens
        .iter()
        .map(|when| format!("{when:?}").split('(').next().unwrap().to_owned())
        .collect();
    assert_eq!(
        names.join(" "),
        "On Before After Between From To From To During SameTime SameDay Counted Counted For Between"
    );
}

#[test]
fn every_time_of_a_state() {
    let file = state(
        "v, as of a, since a, until a, throughout 2025, from a to b, before a, after a, during 2025",
    );
    let names: Vec<_> = whens(&tree(&file))
        .iter()
        .map(|when| format!("{when:?}").split('(').next().unwrap().to_owned())
        .collect();
    assert_eq!(
        names.join(" "),
        "AsOf Since Until Throughout FromTo Before After During"
    );
}

#[test]
fn both_ends_of_from_to_keep_their_places() {
    let file = event("from 2025-01-02 to arrest");
    let Body::Event { clauses, .. } = statement(&tree(&file)).body else {
        panic!()
    };
    let places: Vec<_> = clauses
        .iter()
        .map(|clause| file.slice(clause.span))
        .collect();
    assert_eq!(places, ["from 2025-01-02", "to arrest"]);
}

#[test]
fn counted_times() {
    let cases = [
        (
            "2 days after a",
            OffsetBound::Plain,
            (2, 2),
            Unit::Day,
            Direction::After,
        ),
        (
            "at least 2 weeks before a",
            OffsetBound::AtLeast,
            (2, 2),
            Unit::Week,
            Direction::Before,
        ),
        (
            "at most 3 months after a",
            OffsetBound::AtMost,
            (3, 3),
            Unit::Month,
            Direction::After,
        ),
        (
            "less than an hour after a",
            OffsetBound::LessThan,
            (1, 1),
            Unit::Hour,
            Direction::After,
        ),
        (
            "more than twelve years before 2025",
            OffsetBound::MoreThan,
            (12, 12),
            Unit::Year,
            Direction::Before,
        ),
        (
            "about 2 to 3 minutes after a",
            OffsetBound::About,
            (2, 3),
            Unit::Minute,
            Direction::After,
        ),
        (
            "exactly a day after Tuesday",
            OffsetBound::Exactly,
            (1, 1),
            Unit::Day,
            Direction::After,
        ),
        (
            "within 48 hours of a",
            OffsetBound::Within,
            (48, 48),
            Unit::Hour,
            Direction::After,
        ),
        (
            "3 days ago",
            OffsetBound::Plain,
            (3, 3),
            Unit::Day,
            Direction::Before,
        ),
    ];
    for (text, bound, (low, high), unit, direction) in cases {
        for prefix in ["", "on "] {
            let file = event(&format!("{prefix}{text}"));
            let offset = match whens(&tree(&file)).remove(0) {
                When::Counted(offset) => offset,
                When::On(Time {
                    body: TimeBody::Offset(offset),
                    ..
                }) => *offset,
                other => panic!("{other:?}"),
            };
            assert_eq!(
                (offset.bound, offset.direction),
                (bound, direction),
                "{text}"
            );
            assert_eq!(offset.amount.value, Amount { low, high, unit }, "{text}");
        }
    }
}

#[test]
fn weekdays_dates_and_parts_of_the_day() {
    let part = |third, part| PartOf { third, part };
    let night = part(None, Some(Part::Night));
    assert!(
        matches!(time("Tuesday night"), TimeBody::Weekday { weekday: Weekday::Tuesday, which: Which::Nearest, part } if part == night)
    );
    assert!(matches!(
        time("any Saturday"),
        TimeBody::Weekday {
            which: Which::Any,
            ..
        }
    ));
    assert!(
        matches!(time("Saturday after arrest"), TimeBody::Weekday { which: Which::FirstAfter(name), .. } if name.text == "arrest")
    );
    let late_evening = part(Some(Third::Late), Some(Part::Evening));
    assert!(
        matches!(time("late Tuesday evening"), TimeBody::Weekday { part, .. } if part == late_evening)
    );
    assert!(
        matches!(time("Tuesday late evening"), TimeBody::Weekday { part, .. } if part == late_evening)
    );
    assert!(
        matches!(time("early 2015"), TimeBody::Date { part, .. } if part == PartOf { third: Some(Third::Early), part: None })
    );
    assert!(
        matches!(time("2025-01-21 evening"), TimeBody::Date { part, .. } if part.part == Some(Part::Evening))
    );
    assert!(
        matches!(time("Sunday 2025-01-19"), TimeBody::Date { weekday: Some(day), .. } if day.value == Weekday::Sunday)
    );
    assert!(
        matches!(time("julian 1918-01-31"), TimeBody::Date { calendar: Some(c), .. } if c.value == Calendar::Julian)
    );
    assert!(matches!(time("[2015,2016..2018]"), TimeBody::Date { .. }));
    assert!(matches!(
        time("2025-01-19T21:30+04:30"),
        TimeBody::Date { .. }
    ));
}

#[test]
fn times_from_the_telling_and_of_events() {
    let night = PartOf {
        third: None,
        part: Some(Part::Night),
    };
    assert_eq!(
        time("yesterday"),
        TimeBody::Spoken {
            word: Spoken::Yesterday,
            part: PartOf::default()
        }
    );
    assert_eq!(
        time("tonight"),
        TimeBody::Spoken {
            word: Spoken::Today,
            part: night
        }
    );
    assert_eq!(
        time("last night"),
        TimeBody::Spoken {
            word: Spoken::Yesterday,
            part: night
        }
    );
    assert_eq!(
        time("last month"),
        TimeBody::Spoken {
            word: Spoken::Last(Period::Month),
            part: PartOf::default()
        }
    );
    assert!(
        matches!(time("this morning"), TimeBody::Spoken { word: Spoken::Today, part } if part.part == Some(Part::Morning))
    );
    assert!(matches!(time("published"), TimeBody::Published { .. }));
    assert!(matches!(time("told evening"), TimeBody::Told { .. }));
    assert!(matches!(time("start of e"), TimeBody::Start(_)));
    assert!(matches!(time("end of e"), TimeBody::End(_)));
    assert!(matches!(time("start"), TimeBody::Event(_)));
}

#[test]
fn about_a_date_is_kept() {
    let file = event("on about 2025-01");
    let When::On(time) = whens(&tree(&file)).remove(0) else {
        panic!()
    };
    assert_eq!(time.about.map(|span| file.slice(span)), Some("about"));
}

#[test]
fn the_calendar_of_a_source_reads_all_its_dates() {
    let claim = "claim \"x\"\n  e: on 1700-02-29\n";
    let published = "  published 1700-02-29\n";
    for head in [
        "  calendar julian\n".to_owned(),
        format!("  calendar julian\n{published}"),
        format!("{published}  publisher \"b\"\n  calendar julian\n"),
    ] {
        tree(&file(&format!("source a\n{head}{claim}")));
    }
    for head in [
        "",
        "  calendar gregorian\n",
        "  calendar gregorian\n  calendar julian\n",
    ] {
        let file = file(&format!(
            "source b\n  calendar julian\nsource a\n{head}{claim}"
        ));
        let dates = read(&file).1.into_iter();
        let dates = dates.filter(|one| one.message.contains("February"));
        assert_eq!(dates.count(), 1, "{head}");
    }
}

#[test]
fn what_the_vocabulary_may_say() {
    let file = file(
        "kind k \"K\" is a, b\n  role r: one of x, y, many, present\n  sets r.custody: free\n  keeps r.custody: held\n  after c\n  lasts\n\
         attribute a \"A\" of event: number, many, only grows\n",
    );
    let tree = tree(&file);
    let Entry::Kind(kind) = &tree.entries[0] else {
        panic!()
    };
    assert!(kind.roles[0].many && kind.roles[0].present && kind.lasts.is_some());
    assert_eq!((kind.sets.len(), kind.keeps.len()), (1, 1));
    assert!(matches!(&kind.roles[0].takes.value, Type::OneOf(values) if values.len() == 2));
    let Entry::Attribute(attribute) = &tree.entries[1] else {
        panic!()
    };
    assert_eq!(
        attribute.behaviour.map(|b| b.value),
        Some(Behaviour::OnlyGrows)
    );
    assert!(attribute.many && attribute.label.is_some());
}

#[test]
fn a_mistake_costs_a_clause_and_the_rest_is_read() {
    let file =
        event("patient p, place, on 2025-02-30, on 1.2.2025, cost 1,000, on [2015,2016], agent a");
    let (tree, diagnostics) = read(&file);
    assert_eq!(diagnostics.len(), 4);
    assert_eq!(clauses(&tree).len(), 3);
}

#[test]
fn an_unclosed_passage_ends_with_its_line() {
    let file = file("claim \"a\n  e: on 2025\nclaim \"\"\"b\n  f\n\nclaim \"\"\"c\"\"\"\n  g\n");
    let (tree, diagnostics) = read(&file);
    assert_eq!(diagnostics.len(), 2);
    let claims = claims(&tree);
    assert_eq!(
        claims
            .iter()
            .map(|claim| claim.statements.len())
            .collect::<Vec<_>>(),
        [1, 1, 1]
    );
}

#[test]
fn more_mistakes_than_anybody_reads_are_counted() {
    let file = file(&"nonsense!\n".repeat(1000));
    let diagnostics = read(&file).1;
    assert_eq!(diagnostics.len(), 201);
    assert!(diagnostics[200].message.starts_with("800 more"));
}
