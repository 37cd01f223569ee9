//! When each event and state was, as each source alone has it: for a picture of who leaves what open.

use rustc_hash::FxHashMap;

use crate::checks::timeline::Timeline;
use crate::date::{Extent, show};
use crate::model::{Anchor, ClauseBody, ClauseId, EventId, Model, SourceId, Spell, Time, say};
use crate::network::{Cause, Moment, NodeId};

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
    /// The first second, since 1970 on the clock of bare times; none: it is open.
    pub from: Option<i64>,
    /// The second after the last; none: it is open. Never before `from`.
    pub to: Option<i64>,
    /// In words: `19–21 Jan 2025`, `in custody, since 2015`.
    pub words: String,
}

/// The events and then the states of which some source says when, each in the order of time.
pub(super) fn tracks(model: &Model) -> Vec<Track> {
    let tellings = Tellings::new(model);
    let mut events = tellings.events();
    let mut states = tellings.states();
    for tracks in [&mut events, &mut states] {
        tracks.sort_by_cached_key(|track| (beginning(track), track.about.clone()));
    }
    events.append(&mut states);
    events
}

/// Where a track stands in the order of time.
fn beginning(track: &Track) -> Option<i64> {
    let ends = track
        .stretches
        .iter()
        .filter_map(|stretch| stretch.from.or(stretch.to));
    ends.min()
}

/// First and last instants that are left open; the last is outside.
type Open = (Option<i64>, Option<i64>);

/// What each source says of time, by itself.
struct Tellings<'a> {
    model: &'a Model,
    /// What is left open for the beginning of an event.
    starts: FxHashMap<(EventId, SourceId), Open>,
    /// And for its end.
    ends: FxHashMap<(EventId, SourceId), Open>,
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
        if let Ok(solution) = timeline.network.solve(&all) {
            let open = |node: NodeId| bounds(solution.earliest(node), solution.latest(node));
            let known: rustc_hash::FxHashSet<NodeId> = solution.nodes().iter().copied().collect();
            for index in 0..self.model.events.len() {
                let event = EventId::from_index(index);
                let Some(points) = timeline.points(event) else {
                    continue;
                };
                if known.contains(&points.start.bare) {
                    self.starts.insert((event, source), open(points.start.bare));
                }
                if known.contains(&points.end.bare) {
                    self.ends.insert((event, source), open(points.end.bare));
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
            if let Some(open) = open(points.start.bare).filter(|open| *open != (None, None)) {
                self.starts.entry((event, source)).or_insert(open);
            }
            if let Some(open) = open(points.end.bare).filter(|open| *open != (None, None)) {
                self.ends.entry((event, source)).or_insert(open);
            }
        }
    }

    fn events(&self) -> Vec<Track> {
        let mut stretches: FxHashMap<EventId, Vec<Stretch>> = FxHashMap::default();
        for (&(event, source), &(from, to)) in &self.starts {
            if from.is_some() || to.is_some() {
                stretches.entry(event).or_default().push(Stretch {
                    source: source.index(),
                    from,
                    to,
                    words: show::days(from, to),
                });
            }
        }
        let track = |(event, mut stretches): (EventId, Vec<Stretch>)| {
            stretches.sort_by_key(|stretch| stretch.source);
            let own = self.model.event(event);
            Track {
                about: own.name.to_owned(),
                label: own.label.to_owned(),
                is_state: false,
                stretches,
            }
        };
        stretches.into_iter().map(track).collect()
    }

    fn states(&self) -> Vec<Track> {
        let mut tracks: FxHashMap<String, Track> = FxHashMap::default();
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
            let (from, to) = self.spell(id, spell, source);
            if from.is_none() && to.is_none() {
                continue;
            }
            let attribute = &self.model.vocabulary.attribute(*attribute).name;
            let about = format!("{}.{attribute}", subject.name(self.model));
            let track = tracks.entry(about.clone()).or_insert_with(|| Track {
                about,
                label: format!("{attribute} of {}", say::item(self.model, *subject)),
                is_state: true,
                stretches: Vec::new(),
            });
            track.stretches.push(Stretch {
                source: source.index(),
                from,
                to: to.map(|to| to.max(from.unwrap_or(to))),
                words: without_attribute(say::clause(self.model, id), attribute),
            });
        }
        let mut tracks: Vec<Track> = tracks.into_values().collect();
        for track in &mut tracks {
            track.stretches.sort_by_key(|stretch| stretch.source);
        }
        tracks
    }

    /// From when to when a state is said to hold, as widely as the words allow.
    fn spell(&self, id: ClauseId, spell: &Spell, source: SourceId) -> Open {
        let told = || self.model.told_of(id);
        let of = |time: &Time| self.time(time, source);
        match spell {
            Spell::AsOf(None) => told().map_or((None, None), Extent::hull),
            Spell::AsOf(Some(time)) | Spell::Throughout(time) | Spell::During(time) => of(time),
            Spell::Since(from, until) => {
                let end = match until {
                    Some(until) => of(until).1,
                    None => told().and_then(|told| told.hull().1),
                };
                (of(from).0, end)
            }
            Spell::Until(time) | Spell::Before(time) => (None, of(time).1),
            Spell::After(time) => (of(time).0, None),
            Spell::FromTo(from, to) => (of(from).0, of(to).1),
        }
    }

    /// What a time leaves open, as far as the source itself tells.
    fn time(&self, time: &Time, source: SourceId) -> Open {
        match time.anchor() {
            Anchor::Fixed(date) => date.extent().hull(),
            Anchor::Event(event, _) => {
                let of = |known: &FxHashMap<_, Open>| known.get(&(event, source)).copied();
                let start = of(&self.starts).unwrap_or_default();
                let end = of(&self.ends).unwrap_or_default();
                (start.0, end.1)
            }
            _ => (None, None),
        }
    }
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
        let tracks = analysis.times();
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
