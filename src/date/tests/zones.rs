//! What clocks show, against every change that the time zone database knows.

use std::collections::BTreeSet;

use tzdb_data::find_tz;

use super::at;
use crate::date::{DAY, Zone};

fn zone(name: &str) -> Zone {
    Zone::parse(name).unwrap()
}

#[test]
fn a_zone_has_the_name_by_which_it_is_found() {
    assert!(Zone::names().count() > 500);
    for name in Zone::names() {
        assert_eq!(zone(name).name(), name);
    }
    assert!(Zone::parse("Asia/Kabool").is_none());
    assert!(Zone::parse("Factory").is_none());
    assert!(Zone::parse("asia/kabul").is_none());
}

#[test]
fn clocks_show_what_the_people_of_the_place_saw() {
    let noon = |name, day: &str| zone(name).utc(at(day) + DAY / 2).0 - at(day);
    let hours = |hours: i64, minutes: i64, seconds: i64| hours * 3_600 + minutes * 60 + seconds;
    // Amsterdam kept the time of its own meridian, 19 minutes 32 seconds ahead, until the summer of 1937.
    assert_eq!(noon("Europe/Amsterdam", "1930-01-15"), hours(11, 40, 28));
    // British Columbia put its clocks forward for good in March 2026.
    assert_eq!(noon("America/Vancouver", "2026-12-15"), hours(19, 0, 0));
    assert_eq!(noon("America/Vancouver", "2025-12-15"), hours(20, 0, 0));
    // A rule holds on where no end of it is known.
    assert_eq!(noon("Europe/Rome", "2150-07-15"), hours(10, 0, 0));
    assert_eq!(noon("Europe/Rome", "2150-01-15"), hours(11, 0, 0));
}

/// Around each change of each zone, by trying all offsets that the zone ever had.
#[test]
fn a_time_on_the_clock_is_each_instant_that_shows_it() {
    let mut twice = 0;
    for name in Zone::names() {
        let (zone, clocks) = (zone(name), find_tz(name.as_bytes()).unwrap());
        let offset_at = |utc| i64::from(clocks.find_local_time_type(utc).unwrap().ut_offset());
        let types = clocks.local_time_types().iter();
        let offsets: BTreeSet<i64> = types.map(|shown| shown.ut_offset().into()).collect();
        assert_eq!(
            zone.offsets_ever(),
            (*offsets.first().unwrap(), *offsets.last().unwrap())
        );
        for change in clocks.transitions() {
            let change = change.unix_leap_time();
            let (before, after) = (offset_at(change - 1), offset_at(change));
            let (first, last) = (change + before.min(after), change + before.max(after));
            for local in [first - 1, first, i64::midpoint(first, last), last - 1, last] {
                let instants = offsets.iter().map(|offset| local - offset);
                let shown: BTreeSet<i64> = instants
                    .filter(|utc| utc + offset_at(*utc) == local)
                    .collect();
                let expected = match (shown.first(), shown.last()) {
                    (Some(first), Some(last)) => (*first, *last),
                    _ => (local - before.max(after), local - before.min(after)),
                };
                assert_eq!(zone.utc(local), expected, "{name} {local}");
                twice += usize::from(shown.len() == 2);
            }
        }
    }
    assert!(twice > 10_000);
}
