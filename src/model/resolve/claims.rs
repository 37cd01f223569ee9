//! Claims: who says what, and the clauses of it.

use rustc_hash::FxHashMap;

use super::super::{
    ClaimId, EventId, SourceId, Speaker, Type, UnitId, Via,
    claim::{Known, Quoted, Voice},
    clauses::Says,
};
use super::chapter::Chapter;
use super::fetched::Wanted;
use super::lookup::Resolver;
use super::notes::What;
use super::roles::first_id;
use super::slot::Slot;
use super::times::{Custom, Telling, Written};
use super::untold::nobody_in_particular;
use crate::date::Extent;
use crate::syntax;
use crate::syntax::tree::{self, Body, Entry, Mode, Reference, Spanned, Stance, Told, When};
use crate::text::{FileId, Location, Span};

/// So many claims have their names fetched together.
const TOGETHER: usize = 64;

/// Who says a claim, through whom, and both in words.
struct Said {
    speaker: Speaker,
    quoted: Option<Quoted>,
}

/// A file whose claims are being read.
pub(super) struct Reading<'a> {
    pub resolver: Resolver<'a>,
    /// How each source writes dates, by its index.
    pub customs: &'a [Custom],
    pub file: FileId,
    pub chapter: Chapter,
    /// The chapter's units by name.
    pub units: FxHashMap<Box<str>, UnitId>,
}

/// The source above a claim, with what every claim of it asks for.
pub(super) struct Above<'a> {
    pub source: SourceId,
    /// Who speaks in it.
    pub speaker: Speaker,
    /// The same for claims that say nothing of it.
    pub voice: Voice,
    /// When it was published.
    published: Option<&'a Extent>,
    /// How it writes dates.
    custom: Custom,
}

impl Above<'_> {
    /// What the times of a claim are counted from that does not say itself when it was told.
    pub(super) fn telling(&self, file: FileId) -> Telling<'_> {
        Telling {
            told: self.published,
            planned: false,
            custom: self.custom,
            file,
        }
    }
}

/// A statement about a state, with its times in some form.
pub(super) struct State<'s, 't, T> {
    pub span: Span,
    pub subject: &'s Reference<'t>,
    pub attribute: &'s tree::Name<'t>,
    pub value: &'s tree::Value<'t>,
    pub times: &'s [Spanned<When<'t, T>>],
}

impl<'a> Reading<'a> {
    /// Reads all claims of a file; each belongs to the source above it.
    pub(super) fn claims<'t>(&mut self, mut told: impl Iterator<Item = Told<'t>>) {
        let mut above = None;
        let mut some = Vec::with_capacity(TOGETHER);
        let mut wanted = Wanted::new(self.resolver.names);
        loop {
            // They are large, so that they are put in their places at once.
            while some.len() < TOGETHER
                && let Some(next) = told.next()
            {
                wanted.add(&next);
                some.push(next);
            }
            if some.is_empty() {
                return;
            }
            let Resolver { model, fetched, .. } = &mut self.resolver;
            fetched.fetch(&mut wanted, model);
            for told in &some {
                match (told, &above) {
                    (Told::Plain(claim), Some(above)) => self.plain_claim(claim, above),
                    (Told::Plain(claim), None) => self.without_source(claim.span),
                    (Told::Entry(Entry::Source(source)), _) => above = self.above(source),
                    (Told::Entry(Entry::Claim(claim)), Some(above)) => self.claim(claim, above),
                    (Told::Entry(Entry::Claim(claim)), None) => self.without_source(claim.span),
                    (Told::Entry(_), _) => {}
                }
            }
            some.clear();
        }
    }

    fn without_source(&mut self, span: Span) {
        let file = self.file;
        let found = syntax::without_source(Location { file, span });
        self.resolver.notes.report(found);
    }

    fn above(&mut self, named: &tree::Source<'_>) -> Option<Above<'a>> {
        let id = self.resolver.source(named.name.text)?;
        let source = self.resolver.model.source(id);
        let speaker = source.by.map_or(Speaker::Source(id), Speaker::Entity);
        Some(Above {
            source: id,
            speaker,
            voice: Voice::new(id, self.file, speaker),
            published: source.published.as_ref(),
            custom: self.customs.get(id.index()).copied().unwrap_or_default(),
        })
    }

    fn claim(&mut self, claim: &tree::Claim<'_>, above: &Above<'_>) {
        let file = self.file;
        let id = ClaimId::from_index(self.chapter.claims.len());
        let &Above {
            published, custom, ..
        } = above;
        let own = claim
            .told
            .as_ref()
            .map(|told| self.resolver.telling(&told.value, published, custom, file));
        // What could not be read may have been its telling: it is not taken to be that of its source.
        let own_telling = own.is_some() || claim.broken;
        let own = own.flatten();
        let Said { speaker, quoted } = self.speaker(claim, above, id);
        let told = match own_telling {
            true => own.as_ref(),
            false => published,
        };
        let telling = Telling {
            told,
            planned: false,
            custom,
            file,
        };
        for statement in &claim.statements {
            self.statement(statement, id, &telling);
        }
        self.chapter.claims.push(Known {
            source: above.source,
            location: Location {
                file,
                span: claim.span,
            },
            hedge: claim.hedge,
            passage: claim.passage.map_or(NOWHERE, |passage| passage.span),
            broken: claim.broken,
            speaker,
            statements: claim.statements.len(),
            own_telling,
            quoted,
            told: own,
        });
    }

    /// Who says a claim, and how a reader would write it with those through whom it came.
    fn speaker(&mut self, claim: &tree::Claim<'_>, above: &Above<'_>, id: ClaimId) -> Said {
        let (speaker, mut words) = match &claim.by {
            None => (above.speaker, None),
            Some(by) => {
                let (speaker, words) = self.quoted_speaker(by, id);
                (speaker, Some(words))
            }
        };
        let mut through = Vec::with_capacity(claim.via.len());
        for via in &claim.via {
            let (who, name) = self.quoted_speaker(via, id);
            words = Some(match words {
                Some(before) => format!("{before}, via {name}"),
                None => format!("via {name}"),
            });
            let entity = match who {
                Speaker::Entity(entity) => Some(entity),
                Speaker::Source(_) | Speaker::Unnamed(_) => None,
            };
            through.push(Via { entity, name });
        }
        Said {
            speaker,
            quoted: words.map(|words| Quoted {
                spoken: words.into_boxed_str(),
                via: through,
            }),
        }
    }

    /// A quoted speaker that no label or alias names is unnamed: nothing is wrong with that.
    fn quoted_speaker(&mut self, by: &Reference<'_>, id: ClaimId) -> (Speaker, String) {
        let file = self.file;
        let slot = Slot::of(&Type::Party);
        let entity = match by {
            Reference::Id(name) if self.is_nobody_in_particular(name) => None,
            Reference::Id(_) => self.resolver.speaking(by, Slot::SPEAKER, file),
            Reference::Label(quoted) => {
                let label = quoted.name();
                match self.resolver.labelled(&label).as_slice() {
                    [] => return (Speaker::Unnamed(id), label.into_owned()),
                    found => self.resolver.only_one(
                        &label,
                        found,
                        slot,
                        Location {
                            file,
                            span: quoted.span,
                        },
                    ),
                }
            }
        };
        match entity {
            Some(entity) => (Speaker::Entity(entity), self.resolver.speaker_label(entity)),
            None => (
                Speaker::Unnamed(id),
                self.resolver
                    .files
                    .text(Location {
                        file,
                        span: by.span(),
                    })
                    .to_owned(),
            ),
        }
    }

    /// Whether an id that nobody declared is a word for any speaker, such as `witnesses`, which is then told.
    fn is_nobody_in_particular(&mut self, name: &tree::Name<'_>) -> bool {
        let is_one =
            nobody_in_particular(name.text).is_some() && self.resolver.thing(name).is_none();
        if is_one {
            let place = Location {
                file: self.file,
                span: name.span,
            };
            let notes = &mut self.resolver.notes;
            notes.not_known_in(Slot::SPEAKER, What::Speaker, name.text, place);
        }
        is_one
    }

    fn statement(
        &mut self,
        statement: &tree::Statement<'_>,
        claim: ClaimId,
        telling: &Telling<'_>,
    ) {
        match &statement.body {
            Body::Event {
                stance,
                event,
                clauses,
            } => {
                let Some(id) = self.resolver.event(event, telling.file) else {
                    return;
                };
                let head = Span {
                    start: statement.span.start,
                    end: event.span.end,
                };
                self.push(
                    claim,
                    head,
                    false,
                    Says::Happens {
                        event: id,
                        stance: *stance,
                    },
                );
                let telling = Telling {
                    planned: *stance == Stance::Planned,
                    ..*telling
                };
                for clause in clauses {
                    self.clause(clause, id, claim, &telling);
                }
            }
            Body::State {
                subject,
                attribute,
                value,
                times,
            } => {
                let state = State {
                    span: statement.span,
                    subject,
                    attribute,
                    value,
                    times,
                };
                self.state(&state, claim, telling);
            }
        }
    }

    pub(super) fn push(&mut self, claim: ClaimId, span: Span, soft: bool, says: Says) {
        self.chapter.clauses.push(claim, span, soft, says);
    }

    fn clause(
        &mut self,
        clause: &Spanned<tree::Clause<'_>>,
        event: EventId,
        claim: ClaimId,
        telling: &Telling<'_>,
    ) {
        let planned = telling.planned;
        match &clause.value {
            tree::Clause::Role { role, value } => {
                let Some(of) = self.role_of(event, role) else {
                    return self.no_role(event, role, first_id(value));
                };
                let stands = self.is_of_unknown_kind(event) || self.check_mode(value, of.many);
                if let Some((value, soft)) = self.value(value, &of.takes)
                    && stands
                {
                    let body = Says::Role {
                        event,
                        role: of.role,
                        value,
                        planned,
                    };
                    self.push(claim, clause.span, soft, body);
                }
            }
            tree::Clause::When(when) => self.when(when, clause.span, event, claim, telling),
        }
    }

    /// When an event was.
    pub(super) fn when<T: Written>(
        &mut self,
        when: &When<'_, T>,
        span: Span,
        event: EventId,
        claim: ClaimId,
        telling: &Telling<'_>,
    ) {
        let planned = telling.planned;
        if let Some((when, soft)) = self.resolver.when(when, event, span, telling) {
            let body = Says::When {
                event,
                when,
                planned,
            };
            self.push(claim, span, soft, body);
        }
    }

    /// `only` belongs where many are held, `including` where one is, and `and` where many are or after `not`. False, where it cannot be told
    /// what was meant: of two values where one is held nobody knows which.
    fn check_mode(&mut self, value: &tree::Value<'_>, many: bool) -> bool {
        let (message, text, advice) = match (value.mode, many) {
            (Mode::Only, false) => (
                "`only` says nothing here",
                "this holds one value in any case",
                "Leave `only` out.",
            ),
            (Mode::Including, true) => (
                "`including` says nothing here",
                "this holds many values in any case",
                "Leave `including` out.",
            ),
            (Mode::Is, false) if value.items.len() > 1 => (
                "two values where one is held",
                "this holds one value",
                "Say `including` before it in two claims, declare one name that stands for both, or let the role hold \
                 `many` in a `kind` of your own.",
            ),
            _ => return true,
        };
        let text = text.to_owned();
        self.resolver.notes.wrong_kind(
            self.file,
            value.span,
            message.to_owned(),
            text,
            Some(advice.to_owned()),
        );
        value.mode != Mode::Is
    }

    /// When somebody or something had an attribute.
    pub(super) fn state<T: Written>(
        &mut self,
        state: &State<'_, '_, T>,
        claim: ClaimId,
        telling: &Telling<'_>,
    ) {
        let &State {
            span,
            subject,
            value,
            times,
            ..
        } = state;
        let file = self.file;
        let Some((attribute, own)) = self.attribute(state) else {
            return;
        };
        let found = self.resolver.reference(subject, &own.of, file);
        let Some(of) = found else {
            return;
        };
        if !self.has_attribute(of, own) {
            let message = format!("`{}` is an attribute of {}", own.name, own.of.words());
            let text = format!("this is not {}", own.of.words());
            self.resolver
                .notes
                .wrong_kind(file, subject.span(), message, text, None);
            return;
        }
        let stands = self.check_mode(value, own.many);
        if self.has_number_slip(own, value) {
            return;
        }
        let Some((value, soft_value)) = self.value(value, &own.takes).filter(|_| stands) else {
            return;
        };
        let Some((spell, soft_spell)) = self.spell(times, telling) else {
            return;
        };
        let body = Says::State {
            subject: of,
            attribute,
            value,
            spell,
        };
        self.push(claim, span, soft_value || soft_spell, body);
    }
}

/// The place of a passage where there is none.
const NOWHERE: Span = Span { start: 0, end: 0 };
