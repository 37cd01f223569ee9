//! Stories of ten events each, in an order that dates and relative dates blur; a few of them cannot be.

use super::Work;
use belie::date::{Civil, calendar};

/// How many events a story has.
pub(super) const STORY: usize = 10;

/// Every so manieth story is impossible.
const IMPOSSIBLE_EVERY: usize = 100;

/// Adds so many dates and as many relative dates to the stories, or a few more.
pub(super) fn add(work: &mut Work, stories: usize, claims: usize) {
    let each = (claims / stories.max(1)).max(STORY);
    for story in 0..stories {
        let days = history(work, story);
        chain(work, story, &days);
        for _ in STORY..each {
            let [one, other] = [work.chance.below(STORY), work.chance.below(STORY)];
            if one != other {
                relative(work, story, &days, [one, other], 15);
            }
        }
        for _ in 0..each {
            let event = work.chance.below(STORY);
            let (before, after) = (work.chance.days(0, 20), work.chance.days(0, 20));
            date(
                work,
                story,
                event,
                days[event] - before,
                days[event] + after,
            );
        }
        if story % IMPOSSIBLE_EVERY == IMPOSSIBLE_EVERY / 2 {
            make_impossible(work, story, &days);
        }
    }
}

/// The true day of each event of a story.
fn history(work: &mut Work, story: usize) -> Vec<i64> {
    let first = 3650 + i64::try_from(story % 20_000).unwrap_or_default();
    (0..STORY)
        .map(|_| first + work.chance.days(0, 400))
        .collect()
}

/// Each event is counted from the one before it.
fn chain(work: &mut Work, story: usize, days: &[i64]) {
    for event in 1..STORY {
        relative(work, story, days, [event - 1, event], 10);
    }
}

/// One of two ways: an event has two dates far apart, or the last of a chain is dated later than the chain allows.
fn make_impossible(work: &mut Work, story: usize, days: &[i64]) {
    work.truth.stories += 1;
    let (event, late) = if work.chance.percent(50) {
        (0, 60)
    } else {
        (STORY - 1, 500)
    };
    date(work, story, 0, days[0] - 3, days[0] + 3);
    date(
        work,
        story,
        event,
        days[event] + late,
        days[event] + late + 30,
    );
}

fn date(work: &mut Work, story: usize, event: usize, first: i64, last: i64) {
    let event = story * STORY + event;
    let statement = format!("e{event}: between {} and {}", day(first), day(last));
    work.claim(&statement);
}

fn relative(work: &mut Work, story: usize, days: &[i64], [one, other]: [usize; 2], blur: i64) {
    let apart = days[other] - days[one];
    let (least, most) = (
        apart - work.chance.days(0, blur),
        apart + work.chance.days(0, blur),
    );
    let from = story * STORY + one;
    let statement = format!(
        "e{}: between {} and {}",
        story * STORY + other,
        offset(least, from),
        offset(most, from)
    );
    work.claim(&statement);
}

fn offset(days: i64, from: usize) -> String {
    let side = if days < 0 { "before" } else { "after" };
    format!("{} days {side} e{from}", days.abs())
}

/// A day in words, counted from 1970-01-01.
pub fn day(number: i64) -> String {
    let Civil { year, month, day } = calendar::civil(number);
    format!("{year:04}-{month:02}-{day:02}")
}
