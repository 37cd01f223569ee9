//! Claims: who says what, and the clauses of it.

use super::super::{
    Attribute, AttributeId, Claim, ClaimId, Clause, ClauseBody, EventId, Item, RoleOf, SourceId,
    Speaker, Spell, Via,
};
use super::times::{Custom, Telling};
use super::{FileTree, Resolver, What, names};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree::{self, Body, Entry, Mode, Reference, Spanned, Stance, When};
use crate::text::{FileId, Location, Span};

/// Who says a claim, through whom, and both in words.
struct Said {
    speaker: Speaker,
    via: Vec<Via>,
    spoken: Option<Box<str>>,
}

impl<'t> Resolver<'t> {
    /// Resolves all claims; each belongs to the source above it in its file.
    pub(super) fn claims(&mut self, trees: &[FileTree<'_, 't>]) {
        for (file, tree) in trees {
            let Some(file) = *file else { continue };
            let mut source = None;
            for entry in &tree.entries {
                match entry {
                    Entry::Source(above) => {
                        source = self.names.sources.get(above.name.text).copied()
                    }
                    Entry::Claim(claim) => match source {
                        Some(source) => self.claim(claim, source, file),
                        None => self.report(without_source(Location {
                            file,
                            span: claim.span,
                        })),
                    },
                    _ => {}
                }
            }
        }
    }

    fn claim(&mut self, claim: &tree::Claim<'t>, source: SourceId, file: FileId) {
        let id = ClaimId::from_index(self.model.claims.len());
        let published = self.model.source(source).published.clone();
        let told = match &claim.told {
            Some(told) => self.telling(&told.value, published.as_ref(), self.custom(source), file),
            None => published,
        };
        let Said {
            speaker,
            via,
            spoken,
        } = self.speaker(claim, source, id, file);
        self.model.claims.push(Claim {
            source,
            location: Location {
                file,
                span: claim.span,
            },
            hedge: claim.hedge,
            passage: claim.passage.map(|passage| passage.span),
            broken: claim.broken,
            speaker,
            spoken,
            via,
            own_telling: claim.told.is_some(),
            told,
        });
        for statement in &claim.statements {
            self.model.statements += 1;
            self.statement(statement, id, file);
        }
    }

    /// Who says a claim, and how a reader would write it with those through whom it came.
    fn speaker(
        &mut self,
        claim: &tree::Claim<'t>,
        source: SourceId,
        id: ClaimId,
        file: FileId,
    ) -> Said {
        let own = match self.model.source(source).by {
            Some(entity) => Speaker::Entity(entity),
            None => Speaker::Source(source),
        };
        let (speaker, mut words) = match &claim.by {
            None => (own, None),
            Some(by) => {
                let (speaker, words) = self.quoted_speaker(by, id, file);
                (speaker, Some(words))
            }
        };
        let mut through = Vec::with_capacity(claim.via.len());
        for via in &claim.via {
            let (who, name) = self.quoted_speaker(via, id, file);
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
            via: through,
            spoken: words.map(String::into_boxed_str),
        }
    }

    /// A quoted speaker that no label or alias names is unnamed: nothing is wrong with that.
    fn quoted_speaker(
        &mut self,
        by: &Reference<'t>,
        id: ClaimId,
        file: FileId,
    ) -> (Speaker, String) {
        let entity = match by {
            Reference::Id(_) => self.entity(by, Some(file)),
            Reference::Label(quoted) => {
                let label = quoted.value();
                match self
                    .names
                    .labelled(&label, &self.model.entities)
                    .to_vec()
                    .as_slice()
                {
                    [] => return (Speaker::Unnamed(id), label.into_owned()),
                    found => self.only_one(
                        &label,
                        found,
                        Location {
                            file,
                            span: quoted.span,
                        },
                    ),
                }
            }
        };
        match entity {
            Some(entity) => (
                Speaker::Entity(entity),
                self.model.entities.get(entity).label.clone(),
            ),
            None => (
                Speaker::Unnamed(id),
                self.files
                    .text(Location {
                        file,
                        span: by.span(),
                    })
                    .to_owned(),
            ),
        }
    }

    fn statement(&mut self, statement: &tree::Statement<'t>, claim: ClaimId, file: FileId) {
        match &statement.body {
            Body::Event {
                stance,
                event,
                clauses,
            } => {
                let Some(id) = self.event(event, file) else {
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
                    ClauseBody::Happens {
                        event: id,
                        stance: *stance,
                    },
                );
                for clause in clauses {
                    self.clause(clause, id, *stance == Stance::Planned, claim, file);
                }
            }
            Body::State {
                subject,
                attribute,
                value,
                times,
            } => {
                self.state(
                    statement.span,
                    subject,
                    attribute,
                    value,
                    times,
                    claim,
                    file,
                );
            }
        }
    }

    /// How a source writes dates.
    fn custom(&self, source: SourceId) -> Custom {
        self.customs
            .get(source.index())
            .copied()
            .unwrap_or_default()
    }

    fn telling_of(&self, claim: ClaimId, planned: bool, file: FileId) -> Telling {
        let claim = self.model.claim(claim);
        Telling {
            told: claim.told.clone(),
            planned,
            custom: self.custom(claim.source),
            file,
        }
    }

    fn push(&mut self, claim: ClaimId, span: Span, soft: bool, body: ClauseBody) {
        self.model.clauses.push(Clause {
            claim,
            span,
            soft,
            body,
        });
    }

    fn clause(
        &mut self,
        clause: &Spanned<tree::Clause<'t>>,
        event: EventId,
        planned: bool,
        claim: ClaimId,
        file: FileId,
    ) {
        match &clause.value {
            tree::Clause::Role { role, value } => {
                let Some(of) = self.role_of(event, role, file) else {
                    return;
                };
                self.check_mode(value, of.many, file);
                if let Some((value, soft)) = self.value(value, &of.takes, file) {
                    let body = ClauseBody::Role {
                        event,
                        role: of.role,
                        value,
                        planned,
                    };
                    self.push(claim, clause.span, soft, body);
                }
            }
            tree::Clause::When(when) => {
                let telling = self.telling_of(claim, planned, file);
                if let Some((when, soft)) = self.when(when, event, clause.span, &telling) {
                    self.push(
                        claim,
                        clause.span,
                        soft,
                        ClauseBody::When {
                            event,
                            when: Box::new(when),
                            planned,
                        },
                    );
                }
            }
        }
    }

    fn role_of(&mut self, event: EventId, name: &tree::Name<'t>, file: FileId) -> Option<RoleOf> {
        let kind = self.model.vocabulary.kind(self.model.event(event).kind);
        let found = self.names.roles.get(name.text);
        if let Some(of) = found.and_then(|&role| kind.roles.iter().find(|of| of.role == role)) {
            return Some(of.clone());
        }
        let roles: Vec<_> = kind
            .roles
            .iter()
            .map(|of| self.model.vocabulary.role(of.role))
            .collect();
        let message = format!("`{}` is not a role of `{}` events", name.text, kind.name);
        let mut diagnostic = Diagnostic::new(Code::UnknownName, message).at(
            Location {
                file,
                span: name.span,
            },
            "no such role",
        );
        diagnostic.about = name.text.to_owned();
        diagnostic
            .advice
            .push(match names::meant_by_role(name.text, &roles) {
                Some(meant) => format!("Did you mean `{meant}`?"),
                None => format!("The roles of `{}` are {}.", kind.name, roles.join(", ")),
            });
        self.report(diagnostic);
        None
    }

    /// `only` belongs where many are held, `including` where one is, and `and` where many are or after `not`.
    fn check_mode(&mut self, value: &tree::Value<'t>, many: bool, file: FileId) {
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
            _ => return,
        };
        let text = text.to_owned();
        self.wrong_kind(
            file,
            value.span,
            message.to_owned(),
            text,
            Some(advice.to_owned()),
        );
    }

    #[allow(clippy::too_many_arguments)]
    fn state(
        &mut self,
        span: Span,
        subject: &Reference<'t>,
        attribute: &tree::Name<'t>,
        value: &tree::Value<'t>,
        times: &[Spanned<When<'t>>],
        claim: ClaimId,
        file: FileId,
    ) {
        let Some((attribute, own)) = self.attribute(attribute, file) else {
            return;
        };
        let Some(item) = self.reference(subject, &own.of, file) else {
            return;
        };
        if !self.has_attribute(item, &own) {
            let message = format!("`{}` is an attribute of {}", own.name, own.of.words());
            let text = format!("this is not {}", own.of.words());
            self.wrong_kind(file, subject.span(), message, text, None);
            return;
        }
        self.check_mode(value, own.many, file);
        let Some((value, soft_value)) = self.value(value, &own.takes, file) else {
            return;
        };
        let telling = self.telling_of(claim, false, file);
        let Some((spell, soft_spell)) = self.spell(times, &telling) else {
            return;
        };
        let body = ClauseBody::State {
            subject: item,
            attribute,
            value,
            spell: Box::new(spell),
        };
        self.push(claim, span, soft_value || soft_spell, body);
    }

    fn attribute(
        &mut self,
        name: &tree::Name<'t>,
        file: FileId,
    ) -> Option<(AttributeId, Attribute)> {
        match self.names.attributes.get(name.text) {
            Some(&id) => Some((id, self.model.vocabulary.attribute(id).clone())),
            None => {
                self.not_known(What::Attribute, name, file);
                None
            }
        }
    }

    fn has_attribute(&self, item: Item, attribute: &Attribute) -> bool {
        use super::super::Type;
        match item {
            Item::Event(_) => matches!(attribute.of, Type::Event | Type::Any),
            Item::Entity(id) => attribute.of.takes_sort(self.model.entities.get(id).sort),
            Item::Number(_) => false,
        }
    }

    /// When a state held, and whether that is soft.
    fn spell(&mut self, times: &[Spanned<When<'t>>], telling: &Telling) -> Option<(Spell, bool)> {
        let resolved: Vec<_> = times
            .iter()
            .map(|when| self.state_times(&when.value, telling))
            .collect::<Option<_>>()?;
        let spell = match (times, resolved.as_slice()) {
            ([], _) => Some(Spell::AsOf(None)),
            ([one], [first]) => single_spell(&one.value, first),
            ([one, other], [first, second]) => {
                double_spell(&one.value, &other.value, first, second)
            }
            _ => None,
        };
        let soft = resolved.iter().flatten().any(|time| time.is_soft());
        let spell = spell.or_else(|| {
            let span = times.iter().map(|when| when.span).reduce(Span::to)?;
            let message = "these times do not go together for a state".to_owned();
            let advice = "Write one of: `as of T`, `since T`, `since T, as of T`, `until T`, `since T, until T`, \
                          `throughout T`, `from T to T`, `before T`, `after T`, `during T`.";
            self.wrong_kind(telling.file, span, message, "cannot be combined".to_owned(), Some(advice.to_owned()));
            None
        })?;
        Some((spell, soft))
    }

    fn state_times(
        &mut self,
        when: &When<'t>,
        telling: &Telling,
    ) -> Option<Vec<super::super::Time>> {
        match when {
            When::On(time)
            | When::AsOf(time)
            | When::Since(time)
            | When::Until(time)
            | When::Throughout(time)
            | When::Before(time)
            | When::After(time)
            | When::From(time)
            | When::To(time)
            | When::During(time) => Some(vec![self.time(time, telling)?]),
            When::FromTo(from, to) | When::Between(from, to) => {
                Some(vec![self.time(from, telling)?, self.time(to, telling)?])
            }
            When::SameTime(_) | When::SameDay(_) | When::Counted(_) | When::For(..) => {
                Some(Vec::new())
            }
        }
    }
}

fn single_spell(when: &When<'_>, times: &[super::super::Time]) -> Option<Spell> {
    let first = times.first()?.clone();
    Some(match when {
        When::On(_) | When::AsOf(_) => Spell::AsOf(Some(first)),
        When::Since(_) | When::From(_) => Spell::Since(first, None),
        When::Until(_) | When::To(_) => Spell::Until(first),
        When::Throughout(_) => Spell::Throughout(first),
        When::FromTo(..) => Spell::FromTo(first, times.get(1)?.clone()),
        When::Before(_) => Spell::Before(first),
        When::After(_) => Spell::After(first),
        When::During(_) => Spell::During(first),
        When::Between(..)
        | When::SameTime(_)
        | When::SameDay(_)
        | When::Counted(_)
        | When::For(..) => return None,
    })
}

fn double_spell(
    one: &When<'_>,
    other: &When<'_>,
    first: &[super::super::Time],
    second: &[super::super::Time],
) -> Option<Spell> {
    let (one_time, other_time) = (first.first()?.clone(), second.first()?.clone());
    Some(match (one, other) {
        (When::Since(_), When::AsOf(_) | When::On(_)) => Spell::Since(one_time, Some(other_time)),
        (When::AsOf(_) | When::On(_), When::Since(_)) => Spell::Since(other_time, Some(one_time)),
        (When::Since(_) | When::From(_), When::Until(_) | When::To(_)) => {
            Spell::FromTo(one_time, other_time)
        }
        (When::Until(_) | When::To(_), When::Since(_) | When::From(_)) => {
            Spell::FromTo(other_time, one_time)
        }
        _ => return None,
    })
}

fn without_source(place: Location) -> Diagnostic {
    Diagnostic::new(Code::Syntax, "this claim belongs to no source")
        .at(place, "no `source` stands above it in this file")
        .advise("Write `source ID \"TITLE\"` above it; a claim belongs to the source above it.")
}
