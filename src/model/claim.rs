//! Claims: who says something, and where. What each says are its clauses.

use super::{ClaimId, EntityId, SourceId};
use crate::date::Extent;
use crate::syntax::tree::Hedge;
use crate::text::{FileId, Location, Near, Span};

/// A claim: a passage with its reading.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'m> {
    /// The source that carries it.
    pub source: SourceId,
    packed: Packed,
    voice: &'m Voice,
}

/// What of a claim is its own. There are millions of them: what few have, and what those of one source have in common, does not stand in
/// them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Packed {
    /// The number of its voice.
    pub voice: u32,
    /// Where its head line begins.
    start: u32,
    /// Where that stands and the passage, which is empty where there is none; nothing where one of them is long.
    places: Near,
    marks: Marks,
    /// How many statements it makes, unless that is too large a number.
    statements: u8,
}

/// Who says a claim: the same of all in a row that the source above them says itself, and one of its own for any other claim.
#[derive(Debug, Clone)]
pub(super) struct Voice {
    pub source: SourceId,
    /// The file in which the claims stand.
    pub file: FileId,
    /// Who says them, if the source does not itself.
    pub other: Option<Other>,
    rare: Option<Box<Rare>>,
}

/// Somebody else than the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Other {
    Entity(EntityId),
    Unnamed(ClaimId),
}

/// Small things about a claim, some bits each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Marks(u8);

const BROKEN: u8 = 1;
const OWN_TELLING: u8 = 1 << 1;
const HEDGE: u8 = 2;
const HEDGES: [Hedge; 5] = [
    Hedge::Confirmed,
    Hedge::Stated,
    Hedge::Reportedly,
    Hedge::Allegedly,
    Hedge::Rumoured,
];

/// What few claims have.
#[derive(Debug, Clone, Default)]
struct Rare {
    quoted: Option<Quoted>,
    told: Option<Extent>,
    /// Where its head line and its passage stand, if one of them is long.
    long: Option<(Span, Span)>,
    /// How many statements it makes, if these are many.
    statements: Option<u32>,
}

/// All that is known of a claim beside its clauses.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// The source that carries it.
    pub source: SourceId,
    /// Its head line.
    pub location: Location,
    /// The hedge.
    pub hedge: Hedge,
    /// Where the passage stands; an empty stretch where there is none.
    pub passage: Span,
    /// Whether its first line has a mistake.
    pub broken: bool,
    /// Who says it.
    pub speaker: Speaker,
    /// How many statements it makes.
    pub statements: usize,
    /// Whether the claim itself says when it was told.
    pub own_telling: bool,
    /// How the words came, when the source does not speak for itself.
    pub quoted: Option<Quoted>,
    /// When it was said by its own words, as far as that is known.
    pub told: Option<Extent>,
}

/// How the words of a claim came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quoted {
    /// The speaker and those through whom it came, as a reader would write it.
    pub spoken: Box<str>,
    /// Through whom it came, in the order in which they are named.
    pub via: Vec<Via>,
}

impl Known {
    /// What of it is the claim's own, its voice still to be given, and the voice.
    #[inline]
    pub fn packed(self) -> (Packed, Voice) {
        let head = self.location.span;
        let nowhere = Span {
            end: head.start,
            ..head
        };
        let passage = match self.passage.is_empty() {
            true => nowhere,
            false => self.passage,
        };
        let places = Near::two(head, passage);
        let rare = Rare {
            quoted: self.quoted,
            told: self.told,
            long: places.is_none().then_some((head, passage)),
            statements: match self.statements {
                0..MANY => None,
                many => Some(u32::try_from(many).unwrap_or(u32::MAX)),
            },
        };
        let packed = Packed {
            voice: 0,
            start: head.start,
            places: places.unwrap_or_default(),
            marks: Marks::new(self.hedge, self.broken, self.own_telling),
            statements: u8::try_from(self.statements).unwrap_or(u8::MAX),
        };
        let voice = Voice {
            rare: rare.boxed(),
            ..Voice::new(self.source, self.location.file, self.speaker)
        };
        (packed, voice)
    }
}

impl Packed {
    /// What of a claim is its own that has a passage and makes one statement, and says nothing else. None if one of both is long.
    #[inline]
    pub fn plain(head: Span, passage: Span) -> Option<Self> {
        Some(Self {
            voice: 0,
            start: head.start,
            places: Near::two(head, passage)?,
            marks: Marks::new(Hedge::Stated, false, false),
            statements: 1,
        })
    }
}

impl Voice {
    /// That of a claim in a file of which nothing rare is said.
    pub fn new(source: SourceId, file: FileId, speaker: Speaker) -> Self {
        let other = match speaker {
            Speaker::Source(_) => None,
            Speaker::Entity(entity) => Some(Other::Entity(entity)),
            Speaker::Unnamed(claim) => Some(Other::Unnamed(claim)),
        };
        Self {
            source,
            file,
            other,
            rare: None,
        }
    }

    /// Whether a claim with one of these voices may have the other: nothing is said of either that others cannot have.
    #[inline]
    pub fn is_common_with(&self, other: &Self) -> bool {
        let of = |voice: &Self| (voice.source, voice.file, voice.other);
        self.rare.is_none() && other.rare.is_none() && of(self) == of(other)
    }

    /// Those through whom the words came, to be given other numbers.
    pub fn via_mut(&mut self) -> &mut [Via] {
        let quoted = self.rare.as_mut().and_then(|rare| rare.quoted.as_mut());
        quoted.map_or(&mut [], |quoted| &mut quoted.via)
    }

    /// The claim in which somebody speaks who has no name, to be given another number.
    pub fn unnamed_mut(&mut self) -> Option<&mut ClaimId> {
        match &mut self.other {
            Some(Other::Unnamed(claim)) => Some(claim),
            Some(Other::Entity(_)) | None => None,
        }
    }
}

impl<'m> Claim<'m> {
    #[inline]
    pub(super) fn new(packed: Packed, voice: &'m Voice) -> Self {
        Self {
            source: voice.source,
            packed,
            voice,
        }
    }

    /// What of it is its own, and its voice.
    pub(super) fn parts(self) -> (Packed, &'m Voice) {
        (self.packed, self.voice)
    }

    /// Its head line.
    #[must_use]
    pub fn location(self) -> Location {
        Location {
            file: self.file(),
            span: match self.long() {
                Some((head, _)) => head,
                None => self.packed.places.first(self.packed.start),
            },
        }
    }

    /// Where its head line begins.
    #[must_use]
    pub fn begins(self) -> (FileId, u32) {
        (self.file(), self.packed.start)
    }

    /// The file that it stands in.
    #[must_use]
    pub fn file(self) -> FileId {
        self.voice.file
    }

    /// Where the passage stands, quotation marks included.
    #[must_use]
    pub fn passage(self) -> Option<Span> {
        let passage = match self.long() {
            Some((_, passage)) => passage,
            None => self.packed.places.second(self.packed.start),
        };
        (passage.start < passage.end).then_some(passage)
    }

    /// The hedge.
    #[must_use]
    pub fn hedge(self) -> Hedge {
        let hedge = usize::from(self.packed.marks.0 >> HEDGE);
        HEDGES.get(hedge).copied().unwrap_or(Hedge::Stated)
    }

    /// Whether its first line has a mistake, so that what seems to be missing there may not be.
    #[must_use]
    pub fn is_broken(self) -> bool {
        self.packed.marks.has(BROKEN)
    }

    /// Whether the claim itself says when it was told; else it was at publication.
    #[must_use]
    pub fn has_own_telling(self) -> bool {
        self.packed.marks.has(OWN_TELLING)
    }

    /// Who says it.
    #[must_use]
    pub fn speaker(self) -> Speaker {
        match self.voice.other {
            None => Speaker::Source(self.source),
            Some(Other::Entity(entity)) => Speaker::Entity(entity),
            Some(Other::Unnamed(claim)) => Speaker::Unnamed(claim),
        }
    }

    /// How many statements it makes.
    #[must_use]
    pub fn statements(self) -> usize {
        let many = self.voice.rare.as_ref().and_then(|rare| rare.statements);
        many.map_or(usize::from(self.packed.statements), |many| many as usize)
    }

    /// How the words came, when the source does not speak for itself.
    pub(super) fn quoted(self) -> Option<&'m Quoted> {
        self.voice.rare.as_ref()?.quoted.as_ref()
    }

    /// When it was said by its own words, as far as that is known; see [`Model::told`](super::Model::told).
    pub(super) fn own_told(self) -> Option<&'m Extent> {
        self.voice.rare.as_ref()?.told.as_ref()
    }

    /// The speaker and those through whom it came, as a reader would write it, when the source does not speak for itself.
    #[must_use]
    pub fn spoken(self) -> Option<&'m str> {
        self.quoted().map(|quoted| &*quoted.spoken)
    }

    /// Through whom it came, in the order in which they are named.
    #[must_use]
    pub fn via(self) -> &'m [Via] {
        self.quoted().map_or(&[], |quoted| &quoted.via)
    }

    fn long(self) -> Option<(Span, Span)> {
        self.voice.rare.as_ref()?.long
    }
}

/// So many statements are too many to be counted in the claim itself.
const MANY: usize = 256;

impl Rare {
    /// What a claim has of it: most have nothing.
    fn boxed(self) -> Option<Box<Self>> {
        let Self {
            quoted,
            told,
            long,
            statements,
        } = &self;
        let is_any = quoted.is_some() || told.is_some() || long.is_some() || statements.is_some();
        is_any.then(|| Box::new(self))
    }
}

impl Marks {
    fn new(hedge: Hedge, broken: bool, own_telling: bool) -> Self {
        let broken = if broken { BROKEN } else { 0 };
        let own_telling = if own_telling { OWN_TELLING } else { 0 };
        Self((hedge as u8) << HEDGE | broken | own_telling)
    }

    fn has(self, mark: u8) -> bool {
        self.0 & mark != 0
    }
}

/// Somebody through whom a claim came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Via {
    /// Who it is, where a label or alias names somebody.
    pub entity: Option<EntityId>,
    /// The name, as a reader would write it.
    pub name: String,
}

/// Who says a claim. Two claims have the same speaker when these are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Speaker {
    /// The source speaks for itself.
    Source(SourceId),
    /// An entity.
    Entity(EntityId),
    /// Somebody quoted whom no label or alias names: never the same as another claim's.
    Unnamed(ClaimId),
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Claims;
    use super::*;

    fn known() -> impl Strategy<Value = Known> {
        let length = || prop_oneof![3 => 0..100_u32, 1 => 65_530..65_540_u32];
        let spans = (0..100_u32, length(), length(), length(), any::<bool>());
        let speaker = prop_oneof![
            Just(Speaker::Source(SourceId(7))),
            any::<u32>().prop_map(|id| Speaker::Entity(EntityId(id))),
            any::<u32>().prop_map(|id| Speaker::Unnamed(ClaimId(id))),
        ];
        let statements = prop_oneof![0..4_usize, 253..258_usize];
        let rare = (any::<bool>(), any::<bool>());
        let marks = (
            prop::sample::select(HEDGES.to_vec()),
            any::<bool>(),
            any::<bool>(),
        );
        (spans, speaker, statements, rare, marks).prop_map(
            |((start, head, gap, passage, is_any), speaker, statements, rare, marks)| {
                let begin = start + gap;
                let end = if is_any { begin + passage } else { begin };
                let quoted = || Quoted {
                    spoken: "someone".into(),
                    via: Vec::new(),
                };
                Known {
                    source: SourceId(7),
                    location: Location {
                        file: FileId(3),
                        span: Span::new(start as usize, (start + head) as usize),
                    },
                    hedge: marks.0,
                    passage: Span::new(begin as usize, end as usize),
                    broken: marks.1,
                    speaker,
                    statements,
                    own_telling: marks.2,
                    quoted: rare.0.then(quoted),
                    told: rare.1.then(|| Extent::day(20_000)),
                }
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_out_as_it_was(known in known()) {
            let mut claims = Claims::default();
            claims.push(known.clone());
            let claim = claims.get(0);
            prop_assert_eq!(claim.source, known.source);
            prop_assert_eq!(claim.location(), known.location);
            prop_assert_eq!(claim.begins(), (FileId(3), known.location.span.start));
            let passage = known.passage;
            prop_assert_eq!(claim.passage(), (!passage.is_empty()).then_some(passage));
            prop_assert_eq!(claim.hedge(), known.hedge);
            prop_assert_eq!(claim.is_broken(), known.broken);
            prop_assert_eq!(claim.has_own_telling(), known.own_telling);
            prop_assert_eq!(claim.speaker(), known.speaker);
            prop_assert_eq!(claim.statements(), known.statements);
            prop_assert_eq!(claim.quoted(), known.quoted.as_ref());
            prop_assert_eq!(claim.own_told(), known.told.as_ref());
        }
    }
}
