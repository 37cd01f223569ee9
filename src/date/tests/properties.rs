//! What holds of all date strings.

use proptest::prelude::*;

use super::super::*;

/// Strings that look like dates, right and wrong.
fn date_like() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        "[0-9X]{4}",
        "[0-9X]{2}",
        "(0[1-9]|1[0-2])",
        "[-/,:TZYESX?~%+ \\[\\]{}.]",
        Just("..".to_owned()),
        Just("-".to_owned()),
        Just("E9999999999".to_owned()),
        Just("é".to_owned()),
    ];
    prop::collection::vec(token, 0..14).prop_map(|tokens| tokens.concat())
}

/// Dates that are right, most of them.
fn plausible() -> impl Strategy<Value = String> {
    let year = prop_oneof![
        "[012][0-9]{3}",
        "[12][0-9X]{3}",
        "[12][0-9]{2}X",
        "-[0-9]{3}[1-9]"
    ];
    let month = "(-(0[1-9]|1[0-2]|XX|1X|0X|2[1-9]|3[0-9]|4[01]))?";
    let day = "(-(0[1-9]|1[0-9]|2[0-8]|XX|X1|3X))?";
    (year, month, day, "[?~%]?")
        .prop_map(|(year, month, day, mark)| format!("{year}{month}{day}{mark}"))
}

fn seconds_apart(a: Option<i64>, b: Option<i64>) -> bool {
    a.zip(b).is_none_or(|(a, b)| a <= b)
}

/// What must hold of every extent, whatever it came from.
fn is_sound(extent: &Extent) -> bool {
    let ordered = |e: &Extent| {
        seconds_apart(e.begins.earliest, e.begins.latest)
            && seconds_apart(e.ends.earliest, e.ends.latest)
            && seconds_apart(e.begins.earliest, e.ends.latest)
    };
    let (first, end) = extent.hull();
    let inside = |piece: &Extent| {
        let (a, b) = piece.hull();
        first.is_none_or(|first| a.is_some_and(|a| first <= a))
            && end.is_none_or(|end| b.is_some_and(|b| b <= end))
    };
    let apart = |pair: &[Extent]| {
        pair[0]
            .ends
            .latest
            .zip(pair[1].begins.earliest)
            .is_some_and(|(a, b)| a < b)
    };
    ordered(extent)
        && extent.pieces.len() != 1
        && extent.pieces.len() <= PIECES
        && extent
            .pieces
            .iter()
            .all(|piece| ordered(piece) && inside(piece) && piece.pieces.is_empty())
        && extent.pieces.windows(2).all(apart)
}

/// Everything that can be done with a date, for panics and soundness.
fn try_everything(date: &Edtf) {
    for calendar in [Calendar::Gregorian, Calendar::Julian] {
        let extent = date.extent_in(calendar);
        assert!(is_sound(&extent), "{extent:?}");
        let kabul = Zone::parse("Asia/Kabul").unwrap();
        let mut made = vec![
            extent.about(),
            extent.anywhere(),
            extent.in_zone(kabul),
            extent.shifted(i64::MAX, Unit::Year),
        ];
        made.push(extent.shifted(-7, Unit::Month));
        made.extend(
            [Third::Early, Third::Mid, Third::Late]
                .into_iter()
                .filter_map(|third| extent.third(third)),
        );
        made.extend(extent.part_of_day(Part::Night));
        for made in &made {
            assert!(is_sound(made), "{extent:?} {made:?}");
            assert!(!show::extent(made).is_empty());
            assert!(!show::days_named(made.hull().0, made.hull().1).is_empty());
        }
        for third in [Third::Early, Third::Mid, Third::Late] {
            if let Some(part) = extent.third(third) {
                assert!(
                    seconds_apart(extent.hull().0, part.hull().0)
                        && seconds_apart(part.hull().1, extent.hull().1)
                );
            }
        }
        assert!(extent.about().contains(&extent));
    }
}

proptest! {
    #![proptest_config(super::config(2_000))]

    #[test]
    fn no_string_makes_it_panic(text in date_like()) {
        match Edtf::parse(&text) {
            Ok(date) => try_everything(&date),
            Err(error) => {
                prop_assert!(text.get(error.range.clone()).is_some(), "{text:?} {error:?}");
                prop_assert!(!error.message.is_empty());
            }
        }
        prop_assert!(text.is_char_boundary(Edtf::lex(&text)));
    }

    #[test]
    fn nor_does_any_other(text in "\\PC{0,12}") {
        let _ = Edtf::parse(&text);
        prop_assert!(text.is_char_boundary(Edtf::lex(&text)));
    }

    #[test]
    fn plausible_dates_are_sound(a in plausible(), b in plausible(), form in 0..5) {
        let text = match form {
            0 => a,
            1 => format!("{a}/{b}"),
            2 => format!("[{a},{b}]"),
            3 => format!("{{{a},{b}}}"),
            _ => format!("[{a}..{b}]"),
        };
        if let Ok(date) = Edtf::parse(&text) {
            try_everything(&date);
            prop_assert_eq!(Edtf::lex(&format!("{text}, on")), text.len());
            prop_assert_eq!(Edtf::lex(&format!("{text}: on")), text.len());
        }
    }

    /// Every day that a mask can stand for lies in a piece of its extent, and no other day does: the mask is compared with the
    /// day's own digits.
    #[test]
    fn masks_hold_the_days_that_match_them(year in "[12][09X][0-9X]{2}", month in "(0[1-9]|1[0-2]|XX|X1|1X|0X)", day in "(0[1-9]|[12X][0-9X])", choice in 0_i64..400_000) {
        let mask = format!("{year}-{month}-{day}");
        let Ok(date) = Edtf::parse(&mask) else { return Ok(()); };
        let extent = date.extent();
        let candidate = calendar::day_number(1000, 1, 1) + choice * 2;
        let text = show::iso(candidate);
        let matches = mask.bytes().zip(text.bytes()).all(|(mask, digit)| mask == b'X' || mask == digit);
        let start = calendar::start_of(candidate);
        let held = extent.parts_or_whole().any(|piece| piece.hull().0.is_some_and(|a| a <= start) && piece.hull().1.is_some_and(|b| start < b));
        prop_assert!(held || !matches, "{} {}", mask, text);
        if !extent.pieces.is_empty() {
            prop_assert_eq!(held, matches, "{} {}", mask, text);
        }
    }

    #[test]
    fn a_day_written_down_reads_back(day in -4_371_000_i64..2_932_000) {
        let text = show::iso(day);
        prop_assert_eq!(Edtf::lex(&text), text.len());
        prop_assert_eq!(Edtf::parse(&text).unwrap().extent().single_day(), Some(day));
    }

    /// A vaguer way to write a date holds the exact one.
    #[test]
    fn vaguer_dates_hold_exact_ones(year in 1000_i64..3000, month in 1_u8..=12, day in 1_u8..=28) {
        let exact = Extent::day(calendar::day_number(year, month, day));
        let decade = year / 10;
        for vague in [
            format!("{year:04}"), format!("{year:04}-{month:02}"), format!("{decade:03}X"), format!("{year:04}-XX-XX"),
            format!("{year:04}-XX-{day:02}"), format!("XXXX-{month:02}-{day:02}"), format!("{year:04}S3"),
            format!("../{year:04}"), format!("{year:04}/.."), format!("[{year:04},9999]"), format!("{year:04}-{month:02}-{day:02}~"),
        ] {
            let vague = Edtf::parse(&vague).unwrap().extent();
            prop_assert!(seconds_apart(vague.hull().0, exact.hull().0) && seconds_apart(exact.hull().1, vague.hull().1));
        }
    }
}

#[test]
fn hostile_strings_take_no_time() {
    let many = format!("[{}]", vec!["XXX1-0X-X1"; 20_000].join(","));
    let extent = Edtf::parse(&many).unwrap().extent();
    assert!(extent.pieces.len() <= PIECES);
    let long = "9".repeat(1_000_000);
    assert!(Edtf::parse(&long).is_err());
    assert!(Edtf::parse(&format!("Y{long}")).is_ok());
    assert!(Edtf::parse(&format!("Y1E{long}S{long}")).is_err());
    assert!(Edtf::parse(&"[".repeat(100_000)).is_err());
    assert!(Edtf::parse(&"/".repeat(100_000)).is_err());
}

#[test]
fn years_that_are_not_counted_are_open_towards_them() {
    assert_eq!(
        super::bounds(&super::extent("Y1E20")),
        "Y20000000000|.. Y20000000000|.."
    );
    assert_eq!(
        super::bounds(&super::extent("Y-1E20")),
        "..|Y-20000000000 ..|Y-20000000000"
    );
}
