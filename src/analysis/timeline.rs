//! When each event and state was, as each source alone has it: for a picture of who leaves what open.

mod clocks;

use rustc_hash::{FxHashMap, FxHashSet};

use clocks::{Left, Open};

use crate::checks::timeline::{Clock, Point, Timeline};
use crate::date::{Zone, show};
use crate::model::{Anchor, ClauseBody, ClauseId, EventId, Model, SourceId, Spell, Time, say};
use crate::network::{Cause, Moment, NodeId};

/// When all events and states were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Times {
    /// The events and then the states of which some source says when, each in the order of time.
    pub tracks: Vec<Track>,
    /// On which clocks.
    pub shown: Shown,
}

/// On which clocks the tracks of a case are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// That of wherever bare times are told.
    Bare,
    /// Those of one zone.
    Zone(&'static str),
    /// Of several, or UTC: each stretch says in words on which, and those of a track lie on one that they have in common.
    Several,
}

/// An event or a state with all that is said of its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track {
    /// What it is about, in ids: `arrest_turin`, `najim.custody`.
    pub about: String,
    /// The same in words.
    pub label: String,
    /// Whether it is a state, whose stretches tell how long it lasts rather than what is left open.
    pub is_state: bool,
    /// What each source says, in the order of the sources. At least one.
    pub stretches: Vec<Stretch>,
}

/// What one source leaves open for the time of an event, or over which time it has a state hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The source, by its number.
    pub source: usize,
    /// The first second, since 1970 on the clock of its track; none: it is open.
    pub from: Option<i64>,
    /// The second after the last; none: it is open. Never before `from`.
    pub to: Option<i64>,
    /// In words: `19–21 Jan 2025`, `in custody, since 2015`.
    pub words: String,
}

/// The events and the states with what each source says of their times.
pub(super) fn times(model: &Model) -> Times {
    let tellings = Tellings::new(model);
    let events = tellings.events();
    let states = tellings.states();
    let drafts = || events.iter().chain(&states);
    let clocks = drafts().flat_map(|draft| draft.clocks(model));
    let clocks: FxHashSet<Clock> = clocks.collect();
    let shown = match clocks.iter().next() {
        Some(Clock::Bare) | None if clocks.len() < 2 => Shown::Bare,
        Some(Clock::Of(zone)) if clocks.len() == 1 => Shown::Zone(zone.name()),
        _ => Shown::Several,
    };
    let finished = |drafts: Vec<Draft>| {
        let tracks = drafts.into_iter().map(|draft| draft.track(model, shown));
        let mut tracks: Vec<Track> = tracks.collect();
        tracks.sort_by_cached_key(|track| (beginning(track), track.about.clone()));
        tracks
    };
    let mut tracks = finished(events);
    tracks.append(&mut finished(states));
    Times { tracks, shown }
}

/// Where a track stands in the order of time.
fn beginning(track: &Track) -> Option<i64> {
    let ends = track
        .stretches
        .iter()
        .filter_map(|stretch| stretch.from.or(stretch.to));
    ends.min()
}

/// A track whose clock is not chosen yet.
struct Draft {
    about: String,
    label: String,
    is_state: bool,
    told: Vec<Told>,
}

/// What a source says of a time, with words where these are not of the time alone.
struct Told {
    source: SourceId,
    left: Left,
    words: Option<String>,
}

impl Draft {
    /// The clock on which each stretch is known best.
    fn clocks<'d>(&'d self, model: &'d Model) -> impl Iterator<Item = Clock> + Clone + 'd {
        let clock = |told: &Told| told.left.clock(model.source(told.source).zone);
        self.told.iter().map(clock)
    }

    fn track(mut self, model: &Model, shown: Shown) -> Track {
        self.told.sort_by_key(|told| told.source);
        let common = clocks::common(self.clocks(model));
        let stretches = self.told.iter().zip(self.clocks(model));
        let stretches = stretches.map(|(told, clock)| told.stretch((clock, common), shown));
        Track {
            stretches: stretches.collect(),
            about: self.about,
            label: self.label,
            is_state: self.is_state,
        }
    }
}

impl Told {
    /// Drawn on the clock that its track has in common, and told on its own.
    fn stretch(&self, (own, common): (Clock, Clock), shown: Shown) -> Stretch {
        let (from, to) = self.left.on(common);
        let days = || {
            let (from, to) = self.left.on(own);
            let clock = match shown {
                Shown::Several => own.words(),
                Shown::Bare | Shown::Zone(_) => String::new(),
            };
            show::days(from, to) + &clock
        };
        Stretch {
            source: self.source.index(),
            from,
            to,
            words: match (&self.words, shown) {
                (None, _) => days(),
                // Said once, above the picture.
                (Some(words), Shown::Zone(zone)) => {
                    let bare = words
                        .strip_suffix(zone)
                        .and_then(|words| words.strip_suffix(" in "));
                    bare.unwrap_or(words).to_owned()
                }
                (Some(words), Shown::Bare | Shown::Several) => words.clone(),
            },
        }
    }
}

/// What each source says of time, by itself.
struct Tellings<'a> {
    model: &'a Model,
    /// What is left open for the beginning of an event.
    starts: FxHashMap<(EventId, SourceId), Left>,
    /// And for its end.
    ends: FxHashMap<(EventId, SourceId), Left>,
}

impl<'a> Tellings<'a> {
    fn new(model: &'a Model) -> Self {
        let timeline = Timeline::new(model);
        let mut tellings = Self {
            model,
            starts: FxHashMap::default(),
            ends: FxHashMap::default(),
        };
        let mut causes: Vec<Vec<(ClauseId, Cause)>> = vec![Vec::new(); model.sources.len()];
        for (id, _) in model.clauses() {
            if let Some(cause) = timeline.cause_of(id) {
                causes[model.claim_of(id).source.index()].push((id, cause));
            }
        }
        for (index, causes) in causes.iter().enumerate() {
            tellings.source(&timeline, SourceId::from_index(index), causes);
        }
        tellings
    }

    /// Solves what one source says. Where that contradicts itself, its clauses are taken one by one, and the first counts.
    fn source(&mut self, timeline: &Timeline, source: SourceId, causes: &[(ClauseId, Cause)]) {
        let all: Vec<Cause> = causes.iter().map(|&(_, cause)| cause).collect();
        let zone = self.model.source(source).zone;
        if let Ok(solution) = timeline.network.solve(&all) {
            let open = |node: NodeId| Some(bounds(solution.earliest(node), solution.latest(node)));
            let known: FxHashSet<NodeId> = solution.nodes().iter().copied().collect();
            for index in 0..self.model.events.len() {
                let event = EventId::from_index(index);
                let Some(points) = timeline.points(event) else {
                    continue;
                };
                let left = |point: Point| {
                    let is_known = known.contains(&point.bare);
                    is_known
                        .then(|| left(timeline, point, zone, open))
                        .flatten()
                };
                if let Some(left) = left(points.start) {
                    self.starts.insert((event, source), left);
                }
                if let Some(left) = left(points.end) {
                    self.ends.insert((event, source), left);
                }
            }
            return;
        }
        for &(clause, cause) in causes {
            let ClauseBody::When { event, .. } = self.model.says(clause) else {
                continue;
            };
            let Some(points) = timeline.points(event) else {
                continue;
            };
            let open = |node| {
                let range = timeline.network.range(node, &[cause])?;
                Some(bounds(range.earliest, range.latest))
            };
            let left = |point| left(timeline, point, zone, open).filter(|left| !left.is_open());
            if let Some(left) = left(points.start) {
                self.starts.entry((event, source)).or_insert(left);
            }
            if let Some(left) = left(points.end) {
                self.ends.entry((event, source)).or_insert(left);
            }
        }
    }

    fn events(&self) -> Vec<Draft> {
        let mut drafts: FxHashMap<EventId, Vec<Told>> = FxHashMap::default();
        for (&(event, source), &left) in &self.starts {
            if !left.is_open() {
                drafts.entry(event).or_default().push(Told {
                    source,
                    left,
                    words: None,
                });
            }
        }
        let draft = |(event, told): (EventId, Vec<Told>)| {
            let own = self.model.event(event);
            Draft {
                about: own.name.to_owned(),
                label: own.label.to_owned(),
                is_state: false,
                told,
            }
        };
        drafts.into_iter().map(draft).collect()
    }

    fn states(&self) -> Vec<Draft> {
        let mut drafts: FxHashMap<String, Draft> = FxHashMap::default();
        for (id, clause) in self.model.clauses() {
            let ClauseBody::State {
                subject,
                attribute,
                spell,
                ..
            } = &clause.body
            else {
                continue;
            };
            let source = self.model.claim_of(id).source;
            let left = self.spell(id, spell, source);
            if left.is_open() {
                continue;
            }
            let attribute = &self.model.vocabulary.attribute(*attribute).name;
            let about = format!("{}.{attribute}", subject.name(self.model));
            let draft = drafts.entry(about.clone()).or_insert_with(|| Draft {
                about,
                label: format!("{attribute} of {}", say::item(self.model, *subject)),
                is_state: true,
                told: Vec::new(),
            });
            let words = without_attribute(say::clause(self.model, id), attribute);
            draft.told.push(Told {
                source,
                left,
                words: Some(words),
            });
        }
        drafts.into_values().collect()
    }

    /// From when to when a state is said to hold, as widely as the words allow.
    fn spell(&self, id: ClauseId, spell: &Spell, source: SourceId) -> Left {
        let zone = self.model.source(source).zone;
        let told = || {
            let told = self.model.told_of(id);
            told.map_or_else(Left::default, |told| Left::of_date(told, zone))
        };
        let of = |time: &Time| self.time(time, source);
        match spell {
            Spell::AsOf(None) => told(),
            Spell::AsOf(Some(time)) | Spell::Throughout(time) | Spell::During(time) => of(time),
            Spell::Since(from, until) => of(from).up_to(until.as_ref().map_or_else(told, of)),
            Spell::Until(time) | Spell::Before(time) => of(time).end(),
            Spell::After(time) => of(time).begin(),
            Spell::FromTo(from, to) => of(from).up_to(of(to)),
        }
    }

    /// What a time leaves open, as far as the source itself tells.
    fn time(&self, time: &Time, source: SourceId) -> Left {
        match time.anchor() {
            Anchor::Fixed(date) => Left::of_date(&date.extent(), self.model.source(source).zone),
            Anchor::Event(event, _) => {
                let of = |known: &FxHashMap<_, Left>| known.get(&(event, source)).copied();
                let start = of(&self.starts).unwrap_or_default();
                start.up_to(of(&self.ends).unwrap_or_default())
            }
            _ => Left::default(),
        }
    }
}

/// What is left open for a point, where `open` is what is left open for its nodes.
fn left(
    timeline: &Timeline,
    point: Point,
    zone: Option<Zone>,
    open: impl Fn(NodeId) -> Option<Open>,
) -> Option<Left> {
    let own = zone.and_then(|zone| timeline.shown_in(point, zone));
    Some(Left::of_point(
        open(point.bare)?,
        point.utc.and_then(&open),
        own.and_then(&open),
        zone,
    ))
}

/// What is said of a state without the name of its attribute, which stands above it already.
fn without_attribute(words: String, attribute: &str) -> String {
    let rest = words
        .strip_prefix(attribute)
        .and_then(|rest| rest.strip_prefix(": "));
    rest.map_or_else(|| words.clone(), str::to_owned)
}

/// The bounds as instants; an instant by itself is one second wide.
fn bounds(earliest: Option<Moment>, latest: Option<Moment>) -> Open {
    let from = earliest.map(|at| at.seconds);
    let to = latest.map(|at| at.seconds);
    (from, to.map(|to| to.max(from.unwrap_or(to))))
}

/// The day of an instant, in words: `18 Jan 2025`.
#[must_use]
pub fn date_words(instant: i64) -> String {
    show::day(instant.div_euclid(crate::date::DAY))
}

#[cfg(test)]
mod tests {
    use crate::analysis::{Analysis, analyse};
    use crate::text::{File, Files, NoTexts};

    fn check(text: &str) -> Analysis {
        let mut files = Files::default();
        files.add(File::new("a.claims", text));
        analyse(
            files,
            Vec::new(),
            &NoTexts,
            crate::analysis::Setting::default(),
        )
    }

    const CASE: &str = "person p \"P\"
event arrest_p: arrest \"P is arrested\"
event release_p: release of arrest_p \"P is let go\"

source a \"A\"
  published 2025-02-01

claim \"held on 18 January\"
  arrest_p: patient p, on 2025-01-18

claim \"let go within two days\"
  release_p: patient p, within 2 days after arrest_p

source b \"B\"
  published 2025-02-01

claim \"let go on the 25th\"
  release_p: patient p, on 2025-01-25
";

    fn rows(analysis: &Analysis) -> Vec<String> {
        let tracks = analysis.times().tracks;
        let rows = tracks.iter().flat_map(|track| {
            track.stretches.iter().map(|one| {
                format!(
                    "{} {} {}",
                    track.about,
                    analysis.sources()[one.source].id,
                    one.words
                )
            })
        });
        rows.collect()
    }

    #[test]
    fn every_source_is_taken_alone() {
        assert_eq!(
            rows(&check(CASE)),
            [
                "arrest_p a 18 Jan 2025",
                "arrest_p b before 26 Jan 2025",
                "release_p a 18–20 Jan 2025",
                "release_p b 25 Jan 2025",
            ]
        );
    }

    #[test]
    fn a_source_that_contradicts_itself_still_has_its_rows() {
        let case =
            format!("{CASE}\nclaim \"held on the 27th\"\n  arrest_p: patient p, on 2025-01-27\n");
        let rows = rows(&check(&case));
        assert!(
            rows.contains(&"arrest_p b 27 Jan 2025".to_owned()),
            "{rows:?}"
        );
        assert!(
            rows.contains(&"release_p b 25 Jan 2025".to_owned()),
            "{rows:?}"
        );
    }
}
