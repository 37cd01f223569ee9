//! Where a date word ends, parts of the day and thirds, zones, and how dates are shown.

use super::super::*;
use super::{at, bounds, extent};

#[test]
fn a_date_word_ends_where_the_date_does() {
    for (text, word) in [
        ("2025-01-19: x", "2025-01-19"),
        ("2025-01-19, after", "2025-01-19"),
        ("2025-01-19.", "2025-01-19"),
        ("2025 x", "2025"),
        ("[2015, 2016] x", "[2015, 2016]"),
        ("{2015,2016}: x", "{2015,2016}"),
        ("[2015, 2016 # x\n]", "[2015, 2016"),
        ("../2016, x", "../2016"),
        ("2016/.., x", "2016/.."),
        ("2016/, on", "2016/"),
        ("/2016 x", "/2016"),
        ("2025-01-19T21:30Z, x", "2025-01-19T21:30Z"),
        ("2025-01-19T21:30+04:30: x", "2025-01-19T21:30+04:30"),
        ("-0044-03-15", "-0044-03-15"),
        ("~2015 x", "~2015"),
        ("?2004-06", "?2004-06"),
        ("Y-17E7, x", "Y-17E7"),
        ("Y170000002", "Y170000002"),
        ("XXXX-12-25", "XXXX-12-25"),
        ("20XX x", "20XX"),
        ("1990s x", "1990s"),
        ("2015–2016 x", "2015–2016"),
        ("2015 – 2016", "2015"),
        ("2015-01-19t21:30", "2015-01-19t21:30"),
        ("2025-13-45 x", "2025-13-45"),
    ] {
        assert_eq!(&text[..Edtf::lex(text)], word, "{text}");
    }
}

#[test]
fn numbers_and_ids_are_no_dates() {
    for text in [
        "2 days after",
        "2.5",
        "1000.5",
        "1,000",
        "10 to 20",
        "201",
        "Yemen",
        "Y2K",
        "Y2",
        "Yx",
        "X_files",
        "XXL",
        "X123",
        "XX12a",
        "~50",
        "-5",
        "..",
        "",
        "étude",
        "?",
        "\u{666}\u{666}\u{666}\u{666}",
    ] {
        assert_eq!(Edtf::lex(text), 0, "{text}");
    }
}

#[test]
fn parts_of_the_day() {
    let on = |text: &str, part| bounds(&extent(text).part_of_day(part).unwrap());
    assert_eq!(
        on("2025-01-21", Part::Night),
        "2025-01-21T18:00 2025-01-22T06:00"
    );
    assert_eq!(
        on("2025-01-21", Part::Evening),
        "2025-01-21T16:00 2025-01-22"
    );
    assert_eq!(
        on("2025-01-21", Part::Morning),
        "2025-01-21T04:00 2025-01-21T12:00"
    );
    assert_eq!(
        on("2025-01-21", Part::Noon),
        "2025-01-21T11:00 2025-01-21T14:00"
    );
    assert_eq!(
        on("2025-01-21", Part::Afternoon),
        "2025-01-21T12:00 2025-01-21T18:00"
    );
    let some_night = extent("2025-01").part_of_day(Part::Night).unwrap();
    assert_eq!(
        bounds(&some_night.clone().without_pieces()),
        "2025-01-01T18:00|2025-01-31T18:00 2025-01-02T06:00|2025-02-01T06:00"
    );
    assert_eq!(some_night.pieces.len(), 31);
    let pieces = extent("[2025-01-01,2025-02-01]")
        .part_of_day(Part::Night)
        .unwrap()
        .pieces;
    assert_eq!(pieces.len(), 2);
    assert_eq!(extent("2025-01-21T10:00").part_of_day(Part::Night), None);
}

#[test]
fn thirds() {
    let of = |text: &str, third| bounds(&extent(text).third(third).unwrap());
    assert_eq!(of("2015", Third::Early), "2015-01-01 2015-06-01");
    assert_eq!(of("2015", Third::Mid), "2015-04-01 2015-10-01");
    assert_eq!(of("2015", Third::Late), "2015-08-01 2016-01-01");
    assert_eq!(of("2015-02", Third::Early), "2015-02-01 2015-02-13");
    assert_eq!(of("2015-02", Third::Mid), "2015-02-08 2015-02-24");
    assert_eq!(of("2015-02", Third::Late), "2015-02-19 2015-03-01");
    assert_eq!(
        of("201X", Third::Early),
        "2010-01-01|2014-01-01 2011-01-01|2015-01-01"
    );
    assert_eq!(
        of("201X", Third::Mid),
        "2013-01-01|2017-01-01 2014-01-01|2018-01-01"
    );
    assert_eq!(
        of("201X", Third::Late),
        "2016-01-01|2019-01-01 2017-01-01|2020-01-01"
    );
    assert_eq!(
        of("19XX", Third::Late),
        "1960-01-01|1999-01-01 1961-01-01|2000-01-01"
    );
    assert_eq!(of("2015-01-19", Third::Late), "2015-01-19T12:00 2015-01-20");
    assert_eq!(of("2015-34", Third::Early), "2015-04-01 2015-05-17");
    assert_eq!(
        of("2015~", Third::Early),
        "2014-01-01|2016-01-01 2014-06-01|2016-06-01"
    );
    let morning = extent("2025-01-21").part_of_day(Part::Morning).unwrap();
    assert_eq!(
        bounds(&morning.third(Third::Late).unwrap()),
        "2025-01-21T08:00 2025-01-21T12:00"
    );
    let week = Extent::week_of(calendar::day_of(at("2025-01-22")));
    assert_eq!(bounds(&week), "2025-01-20 2025-01-27");
    assert_eq!(
        bounds(&week.third(Third::Late).unwrap()),
        "2025-01-23 2025-01-27"
    );
    assert_eq!(extent("2015/2020").third(Third::Early), None);
    assert_eq!(extent("2015/2015").third(Third::Early), None);
    assert_eq!(extent("2015-01-19T10:00").third(Third::Early), None);
}

#[test]
fn periods_around_a_day() {
    let day = calendar::day_of(at("2024-12-31"));
    assert_eq!(
        bounds(&Extent::month_of(day, Calendar::Gregorian)),
        "2024-12-01 2025-01-01"
    );
    assert_eq!(
        bounds(&Extent::year_of(day, Calendar::Gregorian)),
        "2024-01-01 2025-01-01"
    );
    // 2024-12-31 is 18 December in the Julian calendar.
    assert_eq!(
        bounds(&Extent::month_of(day, Calendar::Julian)),
        "2024-12-14 2025-01-14"
    );
    assert_eq!(
        bounds(&Extent::year_of(day, Calendar::Julian)),
        "2024-01-14 2025-01-14"
    );
    assert_eq!(Extent::day(day).single_day(), Some(day));
    assert_eq!(extent("2024-12").single_day(), None);
    assert_eq!(extent("2024-12-31T23:59").days(), (Some(day), Some(day)));
    assert_eq!(
        extent("2025").days().1,
        Some(calendar::day_of(at("2025-12-31")))
    );
    assert_eq!(
        bounds(&extent("2025-01-31").shifted(1, Unit::Month)),
        "2025-02-28 2025-03-01"
    );
    assert_eq!(
        bounds(&Extent::some_day(day, day + 1)),
        "2024-12-31|2025-01-01 2025-01-01|2025-01-02"
    );
}

#[test]
fn zones() {
    let zone = |name| Zone::parse(name).unwrap();
    let kabul = extent("2025-01-19").in_zone(zone("Asia/Kabul"));
    assert_eq!(bounds(&kabul), "2025-01-18T19:30 2025-01-19T19:30");
    assert!(kabul.zoned);
    // Clocks were put back at 3 o'clock, so that half past two was twice.
    let twice = extent("2024-10-27T02:30:00").in_zone(zone("Europe/Rome"));
    assert_eq!(
        bounds(&twice),
        "2024-10-27T00:30|2024-10-27T01:30:01 2024-10-27T00:30|2024-10-27T01:30:01"
    );
    // They were put forward at 2 o'clock, so that half past two was never.
    let never = extent("2024-03-31T02:30:00").in_zone(zone("Europe/Rome"));
    assert_eq!(
        bounds(&never),
        "2024-03-31T00:30|2024-03-31T01:30:01 2024-03-31T00:30|2024-03-31T01:30:01"
    );
    let already = extent("2024-10-27T02:30Z");
    assert_eq!(already.in_zone(zone("Europe/Rome")), already);
    assert_eq!(
        bounds(&extent("2025-01-19").anywhere()),
        "2025-01-18T10:00|2025-01-19T12:00 2025-01-19T10:00|2025-01-20T12:00"
    );
}

#[test]
fn stretches_are_shown_by_their_days() {
    let of = |from: &str, to: &str| show::days(Some(at(from)), Some(at(to)));
    for (from, to, shown) in [
        ("2025-01-18", "2025-01-19", "18 Jan 2025"),
        ("2025-01-19", "2025-01-22", "19–21 Jan 2025"),
        ("2025-01-30", "2025-02-03", "30 Jan – 2 Feb 2025"),
        ("2024-12-30", "2025-01-03", "30 Dec 2024 – 2 Jan 2025"),
        ("2025-01-01", "2025-02-01", "Jan 2025"),
        ("2025-01-01", "2025-04-01", "Jan–Mar 2025"),
        ("2024-12-01", "2025-02-01", "Dec 2024 – Jan 2025"),
        ("2015-01-01", "2016-01-01", "2015"),
        ("2015-01-01", "2018-01-01", "2015–2017"),
        ("-0043-01-01", "0002-01-01", "44 BC – AD 1"),
        ("-0043-03-15", "-0043-03-16", "15 Mar 44 BC"),
        ("0079-08-24", "0079-08-25", "24 Aug AD 79"),
        (
            "2025-01-21T18:00",
            "2025-01-22T06:00",
            "21 Jan 2025 18:00 – 22 Jan 2025 06:00",
        ),
        ("2025-01-21T18:00", "2025-01-22", "21 Jan 2025 18:00–24:00"),
        ("2025-01-21", "2025-01-21T12:00", "21 Jan 2025 00:00–12:00"),
        ("2025-01-22", "2025-01-21", "never"),
    ] {
        assert_eq!(of(from, to), shown);
    }
}

#[test]
fn open_stretches_and_single_instants_are_shown() {
    let instant = |text: &str| Some(at(text));
    assert_eq!(show::days(None, None), "any time");
    assert_eq!(show::days(None, instant("2016-01-01")), "before 2016");
    assert_eq!(show::days(None, instant("2016-02-01")), "before Feb 2016");
    assert_eq!(show::days(None, instant("2016-02-02")), "before 2 Feb 2016");
    assert_eq!(show::days(instant("2016-01-01"), None), "after 2015");
    assert_eq!(show::days(instant("2016-02-01"), None), "after Jan 2016");
    assert_eq!(show::days(instant("2016-02-02"), None), "after 1 Feb 2016");
    assert_eq!(
        show::days(instant("2016-02-02T18:00"), None),
        "from 2 Feb 2016 18:00 on"
    );
    assert_eq!(
        show::days_named(instant("2025-01-19"), instant("2025-01-22")),
        "Sun 19 – Tue 21 Jan 2025"
    );
    assert_eq!(
        show::days_named(instant("2025-01-18"), instant("2025-01-19")),
        "Sat 18 Jan 2025"
    );
    assert_eq!(
        show::days_named(instant("2025-01-31"), instant("2025-02-02")),
        "Fri 31 Jan – Sat 1 Feb 2025"
    );
    assert_eq!(
        show::instant(at("2025-01-20T23:59")),
        "Mon 20 Jan 2025, 23:59"
    );
    assert_eq!(
        show::instant(at("2025-01-20T23:59:30")),
        "Mon 20 Jan 2025, 23:59:30"
    );
    assert_eq!(show::year(12025), "12025");
}

#[test]
fn extents_are_shown_by_their_pieces() {
    let shown = |text: &str| show::extent(&extent(text));
    assert_eq!(shown("[1667,1668,1670..1672]"), "1667–1668 or 1670–1672");
    assert_eq!(shown("2025-01-19T21:30"), "19 Jan 2025 21:30");
    assert_eq!(shown("2025-01-19T21:30Z"), "19 Jan 2025 21:30 UTC");
    assert_eq!(
        shown("2015-XX-15"),
        "15 Jan 2015 or 15 Feb 2015 or 15 Mar 2015 or 15 Apr 2015 or 8 more"
    );
    assert_eq!(shown("../2016"), "before 2017");
    assert_eq!(shown("2015~"), "2014–2016");
}
