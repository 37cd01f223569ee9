//! Kinds of events and attributes: what may be said.

use super::errors::{Mistake, shown};
use super::reader::{Parsed, Reader, Step, maybe, must, wrong};
use super::suggest::nearest;
use super::tree::{
    Attribute, Behaviour, Effect, Entry, Kind, Name, Reference, Role, Spanned, Type,
};
use super::words::{at_end, mark, phrase, skip_space, the, word};
use crate::text::Span;

/// The words of the lines below a kind.
pub(super) const KIND_LINES: [&str; 5] = ["role", "sets", "keeps", "after", "lasts"];

/// What may stand behind a comma after a type.
const FLAGS: [&str; 5] = ["many", "present", "fixed", "changes", "only"];

/// What may stand as a type.
const A_TYPE: &str = "person, org, place, term, thing, party, event, number, any or `one of …`";

pub(super) fn empty_kind<'t>(span: Span, name: Name<'t>) -> Kind<'t> {
    Kind {
        span,
        name,
        label: None,
        is: Vec::new(),
        roles: Vec::new(),
        sets: Vec::new(),
        keeps: Vec::new(),
        after: Vec::new(),
        lasts: None,
    }
}

pub(super) fn empty_attribute<'t>(span: Span, name: Name<'t>) -> Attribute<'t> {
    let any = Spanned {
        value: Type::Any,
        span,
    };
    Attribute {
        span,
        name,
        of: any.clone(),
        label: None,
        takes: any,
        many: false,
        behaviour: None,
    }
}

/// What stands behind a type.
#[derive(Default)]
struct Flags {
    many: Option<Span>,
    present: Option<Span>,
    behaviour: Option<Spanned<Behaviour>>,
}

impl<'t> Reader<'t> {
    /// `release "Someone is let go" is happening`
    pub(super) fn kind(&self, head: &'t str, input: &'t str) -> Parsed<'t, Entry<'t>> {
        let (rest, name) = self.declared(input, "a kind of event")?;
        let mut kind = empty_kind(self.span(head), name);
        if let Err(error) = self.kind_relations(rest, &mut kind) {
            self.keep(error, || self.misfit(rest, "a name in quotation marks"));
        }
        Ok((&rest[rest.len()..], Entry::Kind(Box::new(kind))))
    }

    /// `"Someone is let go" is happening`
    fn kind_relations(&self, input: &'t str, kind: &mut Kind<'t>) -> Parsed<'t, ()> {
        let (mut rest, label) = maybe(input, self.string(input))?;
        kind.label = label;
        if let Ok((behind, _)) = the("is", rest) {
            (rest, kind.is) = self.ids(behind)?;
        }
        self.check_end(
            rest,
            "a name in quotation marks, `is` and a kind, or the end of the line",
        );
        Ok((rest, ()))
    }

    /// `role reason: any, many`, `sets patient.custody: at_liberty`, `keeps patient.custody: in_custody`, `after arrest`, `lasts`
    pub(super) fn kind_line(&self, input: &'t str, kind: &mut Kind<'t>) -> Parsed<'t, ()> {
        let (rest, word) = self.line_word(input, &KIND_LINES, "a kind")?;
        let rest = match word {
            "role" => {
                let (rest, role) = self.role(input, rest)?;
                kind.roles.push(role);
                rest
            }
            "sets" => {
                let (rest, effect) = self.effect(input, rest)?;
                kind.sets.push(effect);
                rest
            }
            "keeps" => {
                let (rest, effect) = self.effect(input, rest)?;
                kind.keeps.push(effect);
                rest
            }
            "after" => {
                let (rest, kinds) = self.ids(rest)?;
                kind.after.extend(kinds);
                rest
            }
            _ => {
                self.once(&mut kind.lasts, self.span(word), word);
                rest
            }
        };
        self.check_end(rest, "the end of the line");
        Ok((rest, ()))
    }

    /// `reason: any, many`
    fn role(&self, line: &'t str, input: &'t str) -> Parsed<'t, Role<'t>> {
        let (rest, name) = self.declared(input, "a role")?;
        let (rest, _) = must(mark(":", rest), || {
            self.misfit(rest, "a colon and what may stand there")
        })?;
        let (rest, takes) = self.value_type(rest)?;
        let (rest, flags) = self.flags(rest)?;
        if let Some(behaviour) = flags.behaviour {
            self.note(Mistake::new(
                behaviour.span,
                "a role does not change with time",
                "expected `many` or `present`",
            ));
        }
        let role = Role {
            span: self.span_read(line, rest),
            name,
            takes,
            many: flags.many.is_some(),
            present: flags.present.is_some(),
        };
        Ok((rest, role))
    }

    /// `patient.custody: at_liberty`
    fn effect(&self, line: &'t str, input: &'t str) -> Parsed<'t, Effect<'t>> {
        let (rest, role) = must(self.id(input), || {
            self.misfit(
                input,
                "a role and its attribute: `patient.custody: at_liberty`",
            )
        })?;
        let (rest, _) = must(mark(".", rest), || {
            self.misfit(rest, "a point and the attribute: `patient.custody`")
        })?;
        let (rest, attribute) = must(self.id(rest), || {
            self.misfit(rest, "the attribute behind the point")
        })?;
        let (rest, _) = must(mark(":", rest), || {
            self.misfit(rest, "a colon and the value")
        })?;
        let (rest, value) = self.value(rest)?;
        Ok((
            rest,
            Effect {
                span: self.span_read(line, rest),
                role,
                attribute,
                value,
            },
        ))
    }

    /// `custody of person: one of in_custody, at_liberty`
    pub(super) fn attribute(&self, head: &'t str, input: &'t str) -> Parsed<'t, Entry<'t>> {
        let (rest, name) = self.declared(input, "an attribute")?;
        let (rest, mut label) = maybe(rest, self.string(rest))?;
        let (rest, _) = must(the("of", rest), || {
            self.misfit(rest, "`of` and who or what has it: `of person`")
        })?;
        let (rest, of) = self.value_type(rest)?;
        let (rest, _) = must(mark(":", rest), || {
            self.misfit(rest, "a colon and what may stand as its value")
        })?;
        let (rest, takes) = self.value_type(rest)?;
        let (rest, flags) = self.flags(rest)?;
        let (rest, late) = maybe(rest, self.string(rest))?;
        label = label.or(late);
        if let Some(span) = flags.present {
            self.note(Mistake::new(
                span,
                "`present` is said of roles",
                "expected `many`, `fixed`, `changes` or `only grows`",
            ));
        }
        self.check_end(rest, "a comma or the end of the line");
        let many = flags.many.is_some();
        let attribute = Attribute {
            span: self.span(head),
            name,
            of,
            label,
            takes,
            many,
            behaviour: flags.behaviour,
        };
        Ok((rest, Entry::Attribute(Box::new(attribute))))
    }

    /// No line stands below an attribute
    pub(super) fn attribute_line(&self, input: &'t str) -> Step<'t, ()> {
        self.no_lines(input, "an attribute")
    }

    /// `person`, `party`, `one of in_custody, at_liberty`
    fn value_type(&self, input: &'t str) -> Parsed<'t, Spanned<Type<'t>>> {
        if let Ok((rest, ())) = phrase(&["one", "of"], input) {
            let (rest, values) = self.choices(rest)?;
            return Ok((
                rest,
                Spanned {
                    value: Type::OneOf(values),
                    span: self.span_read(input, rest),
                },
            ));
        }
        let (rest, found) = must(word(input), || self.misfit(input, A_TYPE))?;
        let value = match found {
            "party" => Type::Party,
            "event" => Type::Event,
            "number" => Type::Number,
            "any" => Type::Any,
            _ => match super::keywords::sort(found) {
                Some(sort) => Type::Sort(sort),
                None => return wrong(self.no_type(found)),
            },
        };
        Ok((
            rest,
            Spanned {
                value,
                span: self.span(found),
            },
        ))
    }

    fn no_type(&self, found: &'t str) -> Mistake {
        let known = [
            "person", "org", "place", "term", "thing", "party", "event", "number", "any",
        ];
        Mistake::new(
            self.span(found),
            format!("{} is nothing that may be asked for", shown(found)),
            format!("expected {A_TYPE}"),
        )
        .advise_nearest(nearest(found, &known))
    }

    /// `in_custody, at_liberty`, as far as the words behind a type
    fn choices(&self, input: &'t str) -> Parsed<'t, Vec<Reference<'t>>> {
        let a_choice = "a term or another id";
        let (mut rest, first) = must(self.reference(input), || self.misfit(input, a_choice))?;
        let mut choices = vec![first];
        while let Ok((behind, _)) = mark(",", rest) {
            if self.flag_here(behind) {
                break;
            }
            let (behind, choice) = must(self.reference(behind), || self.misfit(behind, a_choice))?;
            choices.push(choice);
            rest = behind;
        }
        Ok((rest, choices))
    }

    /// Whether a word stands here that says more of a type, and is no choice.
    fn flag_here(&self, input: &'t str) -> bool {
        match word(input) {
            Ok((rest, "only")) => the("grows", rest).is_ok(),
            Ok((rest, found)) => {
                FLAGS.contains(&found) && (at_end(rest) || skip_space(rest).starts_with([',', '"']))
            }
            Err(_) => false,
        }
    }

    /// `, many, only grows`
    fn flags(&self, input: &'t str) -> Parsed<'t, Flags> {
        let mut flags = Flags::default();
        let mut rest = input;
        while let Ok((behind, _)) = mark(",", rest) {
            rest = self.flag(behind, &mut flags)?.0;
        }
        Ok((rest, flags))
    }

    /// `many`, `present`, `fixed`, `changes`, `only grows`
    fn flag(&self, input: &'t str, flags: &mut Flags) -> Parsed<'t, ()> {
        let expected = "`many`, `present`, `fixed`, `changes` or `only grows`";
        let (mut rest, found) = must(word(input), || self.misfit(input, expected))?;
        let span = self.span(found);
        let behaviour = match found {
            "many" => {
                self.once(&mut flags.many, span, found);
                return Ok((rest, ()));
            }
            "present" => {
                self.once(&mut flags.present, span, found);
                return Ok((rest, ()));
            }
            "fixed" => Behaviour::Fixed,
            "changes" => Behaviour::Changes,
            "only" => {
                (rest, _) = must(the("grows", rest), || self.misfit(rest, "`grows`"))?;
                Behaviour::OnlyGrows
            }
            _ => {
                return wrong(
                    self.misfit(input, expected)
                        .advise_nearest(nearest(found, &FLAGS)),
                );
            }
        };
        self.once(
            &mut flags.behaviour,
            Spanned {
                value: behaviour,
                span: self.span_read(input, rest),
            },
            found,
        );
        Ok((rest, ()))
    }
}
