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
        let (head, passage) = (claim.span, claim.passage);
        if !self.chapter.claims.push_plain(head, passage, &above.voice) {
            let long = self.long(claim, above);
            self.chapter.claims.push(long);
        }
    }

    /// A plain claim of which something is so long that it is kept elsewhere.
    fn long(&self, claim: &PlainClaim<'_>, above: &Above<'_>) -> Known {
        Known {
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
        }
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
                self.plain_role(event, role, value, claim)?;
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

    /// An event with what stood in one of its roles: most claims say that.
    #[inline]
    fn plain_role(
        &mut self,
        name: &Name<'_>,
        role: &Name<'_>,
        value: &Name<'_>,
        claim: ClaimId,
    ) -> Option<()> {
        let event = self.resolver.event(name, self.file)?;
        let span = role.span.to(value.span);
        let known = self.role_of(event, role);
        if known.is_none() {
            self.no_role(event, role, Some(*value));
        }
        let known = known.and_then(|of| Some((of.role, self.only_value(*value, &of.takes)?)));
        let clauses = &mut self.chapter.clauses;
        clauses.push_happened(claim, name.span, event, known.map(|known| (span, known)));
        Some(())
    }
}
