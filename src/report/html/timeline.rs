//! The timeline: what each source leaves open for the time of each event, and over which time it has each state hold, as bars.

use maud::{Markup, html};

use super::Page;
use crate::analysis::timeline::{Shown, Stretch, Times, Track, date_words};
use crate::diagnostic::Severity;
use crate::text::visible;

/// So many events and states are drawn; those in quarrels first.
const TRACKS_MAX: usize = 150;
/// The picture, in pixels: the words on the left, the bars on the right.
const WORDS: f64 = 400.0;
const WIDTH: f64 = 1150.0;
const EDGE: f64 = 12.0;
const HEAD: f64 = 28.0;
const TITLE: f64 = 22.0;
const ROW: f64 = 17.0;
/// No bar is thinner, and no two dates on the axis are nearer.
const BAR_MIN: f64 = 4.0;
const DATES_APART: f64 = 92.0;
/// A line on the left has so many characters.
const LETTERS: usize = 58;
const DAY_SECONDS: i64 = 86_400;
const DAY: f64 = 86_400.0;

/// The section.
pub(super) fn section(page: &Page<'_>) -> Markup {
    let Times { mut tracks, shown } = page.analysis.times();
    let all = tracks.len();
    if all > TRACKS_MAX {
        let quiet = |track: &Track| page.quarrels.of_track(&track.about).is_none();
        tracks.sort_by_key(quiet);
        tracks.truncate(TRACKS_MAX);
    }
    html! {
        section aria-labelledby="timeline" {
            h2 id="timeline" { "Timeline" }
            @if tracks.is_empty() { p { "No source says when anything was." } }
            @else {
                p.meta {
                    "A row a source: the bar covers all days that the source, taken alone, leaves open for the beginning of an event, or the \
                     time over which it has a state hold. An open end has an arrow. The scale is shortened where little is said. What is \
                     in a quarrel is coloured, and its name leads there."
                    (clocks(shown))
                    @if all > tracks.len() { " Only " (tracks.len()) " of " (all) " events and states are drawn, those in quarrels first." }
                }
                div.scroll tabindex="0" role="region" aria-label="Timeline" { (picture(page, &tracks)) }
            }
        }
    }
}

/// On which clocks the days are, where that does not go without saying.
fn clocks(shown: Shown) -> String {
    match shown {
        Shown::Bare => String::new(),
        Shown::Zone(zone) => format!(" All is shown as the clocks in {zone} have it."),
        Shown::Several => {
            " What a source says in a zone is told by the clocks of that zone. Where the sources of one event have several zones, its bars \
             are drawn in UTC; where some have none, as wide as the zones of the Earth allow."
                .to_owned()
        }
    }
}

fn picture(page: &Page<'_>, tracks: &[Track]) -> Markup {
    let scale = Scale::new(tracks);
    let rows: usize = tracks.iter().map(|track| track.stretches.len()).sum();
    #[allow(clippy::cast_precision_loss, reason = "pixels, and far fewer than 2⁵²")]
    let height = HEAD + TITLE * tracks.len() as f64 + ROW * rows as f64 + EDGE;
    let mut top = HEAD;
    let mut parts = Vec::new();
    for track in tracks {
        parts.push(track_markup(page, track, &scale, &mut top));
    }
    html! {
        svg width=(WIDTH) height=(height) viewBox={ "0 0 " (WIDTH) " " (height) } role="group" aria-label="Timeline" {
            @for (at, words) in scale.dates() {
                line.grid x1=(px(at)) x2=(px(at)) y1=(HEAD - 8.0) y2=(height) {}
                text.s x=(px(at)) y="14" text-anchor="middle" { (words) }
            }
            @for part in &parts { (part) }
        }
    }
}

fn track_markup(page: &Page<'_>, track: &Track, scale: &Scale, top: &mut f64) -> Markup {
    let quarrel = page.quarrels.of_track(&track.about);
    let class = match quarrel {
        Some((Severity::Contradiction, _)) => "hit",
        Some(_) => "soft",
        None => "",
    };
    let kind = if track.is_state { "state" } else { "event" };
    let title = *top + 15.0;
    let first = *top + TITLE;
    #[allow(clippy::cast_precision_loss, reason = "pixels, and far fewer than 2⁵²")]
    let down = |rows: usize| first + ROW * rows as f64;
    *top = down(track.stretches.len());
    let name = cut(&track.label, LETTERS);
    html! {
        g class={ (kind) " " (class) } {
            @if let Some((severity, anchor)) = quarrel {
                a href={ "#" (anchor) } { text.t x=(EDGE) y=(px(title)) { (name) " – " (severity) } }
            } @else { text.t x=(EDGE) y=(px(title)) { (name) } }
            @for (number, stretch) in track.stretches.iter().enumerate() { (row(page, stretch, scale, down(number))) }
        }
    }
}

fn row(page: &Page<'_>, stretch: &Stretch, scale: &Scale, top: f64) -> Markup {
    let (from, to) = (
        scale.at_or(stretch.from, EDGE + WORDS),
        scale.at_or(stretch.to, WIDTH - EDGE),
    );
    let source = page
        .sources
        .get(stretch.source)
        .map_or("", |source| source.id);
    let words = format!("{source}: {}", stretch.words);
    let (y, width) = (top + 3.0, (to - from).max(BAR_MIN));
    let middle = y + 4.5;
    html! {
        text.s x=(EDGE + 12.0) y=(px(top + 12.0)) { (cut(&words, LETTERS)) }
        rect.bar x=(px(from)) y=(px(y)) width=(px(width)) height="9" rx="2" { title { (visible(&words)) } }
        @if stretch.from.is_none() { path.bar d={ "M" (px(from)) " " (px(y)) "l-8 4.5 8 4.5z" } {} }
        @if stretch.to.is_none() { path.bar d={ "M" (px(to)) " " (px(middle - 4.5)) "l8 4.5-8 4.5z" } {} }
    }
}

/// Pixels with one decimal: shorter, and the same on every machine.
fn px(at: f64) -> String {
    format!("{at:.1}")
}

fn cut(text: &str, longest: usize) -> String {
    let text = visible(text);
    match text.char_indices().nth(longest) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.into_owned(),
    }
}

/// Where instants stand: in their order, with distances that grow ever more slowly, so that days and decades fit one picture.
struct Scale {
    /// The first and last instants of the stretches, and the beginnings of the days on which they are.
    instants: Vec<i64>,
    /// In pixels, one for each instant.
    places: Vec<f64>,
}

impl Scale {
    fn new(tracks: &[Track]) -> Self {
        let stretches = tracks.iter().flat_map(|track| &track.stretches);
        let mut instants: Vec<i64> = stretches
            .flat_map(|stretch| [stretch.from, stretch.to])
            .flatten()
            .flat_map(|instant| [instant, day_of(instant)])
            .collect();
        instants.sort_unstable();
        instants.dedup();
        #[allow(
            clippy::cast_precision_loss,
            reason = "a distance on paper need not be exact"
        )]
        let gap = |pair: &[i64]| (1.0 + pair[1].saturating_sub(pair[0]) as f64 / DAY).ln();
        let mut places = vec![0.0];
        for pair in instants.windows(2) {
            let before = places.last().copied().unwrap_or_default();
            places.push(before + gap(pair));
        }
        let (first, last) = (WORDS + EDGE + 12.0, WIDTH - EDGE - 40.0);
        let whole = places
            .last()
            .copied()
            .unwrap_or_default()
            .max(f64::MIN_POSITIVE);
        for place in &mut places {
            *place = first + *place / whole * (last - first);
        }
        Self { instants, places }
    }

    fn at_or(&self, instant: Option<i64>, open: f64) -> f64 {
        instant
            .and_then(|instant| self.instants.binary_search(&instant).ok())
            .and_then(|index| self.places.get(index).copied())
            .unwrap_or(open)
    }

    /// The dates on the axis, with their places: as many as have room. A date stands where its day begins.
    fn dates(&self) -> Vec<(f64, String)> {
        let mut dates: Vec<(f64, String)> = Vec::new();
        let all = self.instants.iter().zip(&self.places);
        for (&instant, &place) in all.filter(|(instant, _)| day_of(**instant) == **instant) {
            let room = dates
                .last()
                .is_none_or(|(before, _)| place - before >= DATES_APART);
            let fits =
                place + DATES_APART / 2.0 <= WIDTH && place - DATES_APART / 2.0 >= WORDS - 30.0;
            if room && fits {
                dates.push((place, date_words(instant)));
            }
        }
        dates
    }
}

/// The beginning of the day on which an instant is.
fn day_of(instant: i64) -> i64 {
    instant - instant.rem_euclid(DAY_SECONDS)
}
