//! Claims in the plain forms that nearly all have: the same as of others, with nothing asked that they cannot say.

use super::super::{ClaimId, EventId, claim::Known, clauses::Says};
use super::claims::{Above, Reading, State};
use crate::syntax::tree::{Hedge, Name, PlainClaim, PlainStatement, Reference, Stance};
use crate::text::Location;

impl Reading<'_> {
    /// A claim with one statement in a plain form.
    pub(super) fn plain_claim(&mut self, claim: &PlainClaim<'_>, above: &Above<'_>) {
        let id = ClaimId::from_index(self.chapter.claims.len());
        self.plain_statement(&claim.statement, id, above);
        self.chapter.claims.push(Known {
            source: above.source,
            location: Location {
                file: self.file,
                span: claim.span,
            },
            hedge: Hedge::Stated,
            passage: claim.passage,
            broken: false,
            speaker: above.speaker,
            statements: 1,
            own_telling: false,
            quoted: None,
            told: None,
        });
    }

    fn plain_statement(
        &mut self,
        statement: &PlainStatement<'_>,
        claim: ClaimId,
        above: &Above<'_>,
    ) -> Option<()> {
        match statement {
            PlainStatement::Happened(event) => {
                self.plain_event(event, claim)?;
            }
            PlainStatement::Role { event, role, value } => {
                let event = self.plain_event(event, claim)?;
                self.plain_role((role, value), event, claim)?;
            }
            PlainStatement::When { event, when } => {
                let event = self.plain_event(event, claim)?;
                self.when(
                    &when.value,
                    when.span,
                    event,
                    claim,
                    &above.telling(self.file),
                );
            }
            PlainStatement::State {
                subject,
                attribute,
                value,
                when,
            } => {
                let end = when.as_ref().map_or(value.span, |when| when.span);
                let state = State {
                    span: subject.span.to(end),
                    subject: &Reference::Id(*subject),
                    attribute,
                    value: &(*value).into(),
                    times: when.as_slice(),
                };
                self.state(&state, claim, &above.telling(self.file));
            }
        }
        Some(())
    }

    /// The event of a plain statement, which says that it happened.
    fn plain_event(&mut self, name: &Name<'_>, claim: ClaimId) -> Option<EventId> {
        let event = self.resolver.event(name, self.file)?;
        let stance = Stance::Happened;
        let happens = Says::Happens { event, stance };
        self.push(claim, name.span, false, happens);
        Some(event)
    }

    fn plain_role(
        &mut self,
        (name, value): (&Name<'_>, &Name<'_>),
        event: EventId,
        claim: ClaimId,
    ) -> Option<()> {
        let of = self.role_of(event, name)?;
        let span = name.span.to(value.span);
        let value = self.only_value(*value, &of.takes)?;
        let role = Says::Role {
            event,
            role: of.role,
            value,
            planned: false,
        };
        self.push(claim, span, false, role);
        Some(())
    }
}
