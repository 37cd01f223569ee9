//! The fields of a row: one list for both formats, the schema and the help.

/// A field of a row: a column of a table, a name in an object.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// How many values it has.
    pub shape: Shape,
    /// What stands in it.
    pub about: &'static str,
}

impl Field {
    /// Whether an export has it. The others spare who fills a table by hand the words of the language: an export has these in `statements`.
    #[must_use]
    pub fn is_exported(&self) -> bool {
        !BY_HAND.contains(&self.name)
    }
}

/// The fields of a statement, for tables that are filled by hand.
const BY_HAND: [&str; 18] = [
    "event",
    "stance",
    "agent",
    "patient",
    "recipient",
    "place",
    "origin",
    "destination",
    "means",
    "reason",
    "on",
    "time",
    "subject",
    "attribute",
    "value",
    "as_of",
    "since",
    "until",
];

/// How many values a field has, and how they stand in one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One.
    One,
    /// Several names, in a cell with `; ` between them.
    Names,
    /// Several lines.
    Lines,
}

const fn one(name: &'static str, about: &'static str) -> Field {
    Field {
        name,
        shape: Shape::One,
        about,
    }
}

const fn names(name: &'static str, about: &'static str) -> Field {
    Field {
        name,
        shape: Shape::Names,
        about,
    }
}

const fn lines(name: &'static str, about: &'static str) -> Field {
    Field {
        name,
        shape: Shape::Lines,
        about,
    }
}

/// Every field, in the order of the columns.
pub static FIELDS: &[Field] = &[
    one(
        "record",
        "what the row is: claim (also if nothing is said), source, person, org, place, term, thing, event, kind, attribute, dispute",
    ),
    one(
        "file",
        "the claim file that it belongs into; by default SOURCE.claims, and case.claims for what is declared",
    ),
    one("id", "the id of what the row declares"),
    one(
        "label",
        "its name for people: of a person, org, place, term, thing, event",
    ),
    one("kind", "the kind of the event"),
    one("of", "the event that the event belongs to"),
    names("in", "what holds it: places, organisations"),
    names("is", "what it is one of"),
    names("alias", "its other names"),
    names("distinct", "what it is not, however near the names"),
    one("at", "latitude and longitude of a place: 59.14, -2.88"),
    one(
        "source",
        "the source of the claim: its id, or a name of which one is made",
    ),
    one("title", "the title of the source"),
    one("publisher", "who published it"),
    one("published", "when it was published"),
    one("text", "the file with its text, inside the case"),
    one("url", "where it was found"),
    names("cites", "the ids of the sources that it draws on"),
    one("zone", "the time zone of its clock times: Europe/Rome"),
    one("calendar", "the calendar of its dates: julian or gregorian"),
    one(
        "hedge",
        "how strongly it is claimed: confirmed, reportedly, allegedly, rumoured",
    ),
    one("passage", "the words of the source"),
    one("by", "who says it, or who speaks in the source"),
    names("via", "through whom the source has it, first hand first"),
    one("told", "when it was said, if not on publication"),
    lines(
        "statements",
        "what it states in Belie's own words, a statement a line",
    ),
    lines(
        "lines",
        "the entry in Belie's own words, of a kind, attribute, dispute",
    ),
    one(
        "event",
        "an event that it speaks of; with `kind`, the first row declares it, with `label` as its name",
    ),
    one(
        "stance",
        "not, doubt or plan; nothing if the event happened",
    ),
    names("agent", "who did it"),
    names("patient", "whom or what it was done to"),
    names("recipient", "who got it"),
    names("place", "where"),
    names("origin", "from where"),
    names("destination", "to where"),
    names("means", "by what means"),
    names("reason", "why"),
    one("on", "when the event was: a day, a time, a weekday"),
    one(
        "time",
        "when it was, as clauses: within 2 days after arrest",
    ),
    one(
        "subject",
        "an entity or event that it ascribes something to",
    ),
    one("attribute", "what it ascribes: custody, age, deaths"),
    names("value", "the value of the attribute"),
    one("as_of", "at some moment of which it had the value"),
    one("since", "since when it had it"),
    one("until", "until when it had it"),
];

/// The fields of roles that have none of their own: `role NAME`.
pub(super) static ROLE: Field = names(
    "role",
    "who or what has this role in the event: a role that the case adds",
);

/// The field of this name, however a header spells it: `As of`, `as-of`.
pub(super) fn field(name: &str) -> Option<&'static Field> {
    let name = name.trim().to_lowercase().replace([' ', '-'], "_");
    FIELDS.iter().find(|field| field.name == name)
}

/// The roles that have fields of their own.
pub(super) const ROLES: [&str; 8] = [
    "agent",
    "patient",
    "recipient",
    "place",
    "origin",
    "destination",
    "means",
    "reason",
];

/// The field without which a cell of this field of a claim says nothing.
pub(super) fn needs(field: &str) -> Option<&'static str> {
    match field {
        "kind" | "stance" | "on" | "time" => Some("event"),
        "label" | "of" => Some("kind"),
        "as_of" | "since" | "until" => Some("subject"),
        role if ROLES.contains(&role) || role.starts_with("role ") => Some("event"),
        _ => None,
    }
}
