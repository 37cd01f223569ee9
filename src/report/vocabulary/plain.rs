//! The vocabulary as a page to read in a terminal.

use crate::analysis::vocabulary::{
    Attribute, Effect, Kind, Origin, Role, RoleCard, Takes, Vocabulary,
};
use crate::report::human::wrap;
use crate::report::visible;

/// How wide the column of roles and of words such as `sets` is.
const KEY: usize = 14;
/// How far an entry stands in, and what is said of it.
const ENTRY: usize = 2;
const ROW: usize = 4;

/// The page, in so many columns. What has been looked up is told in full; in the list of all, a kind tells the roles that it declares
/// itself.
#[must_use]
pub fn render(vocabulary: &Vocabulary, looked_up: bool, width: usize) -> String {
    let mut page = Page {
        text: String::new(),
        width,
        looked_up,
        group: None,
    };
    if looked_up {
        vocabulary
            .roles
            .iter()
            .for_each(|role| page.role_card(role));
    } else {
        page.common_roles(vocabulary);
    }
    for term in &vocabulary.terms {
        page.heading(&term.group);
        page.entry(&term.name, "", &format!("“{}”", term.label));
    }
    for kind in &vocabulary.kinds {
        page.kind(kind);
    }
    for attribute in &vocabulary.attributes {
        page.attribute(attribute);
    }
    page.text
}

struct Page {
    text: String,
    width: usize,
    looked_up: bool,
    /// The heading that the last entry stands below.
    group: Option<String>,
}

impl Page {
    /// What every kind takes over from the first.
    fn common_roles(&mut self, vocabulary: &Vocabulary) {
        let lead = "Every kind of event has these roles, and those that are listed with it. A role or an attribute holds one value, so \
                    that two values quarrel, unless it says that it holds many. A kind is a moment unless it lasts. `belie vocabulary \
                    NAME` tells one in full.";
        self.paragraph(0, lead);
        self.text.push('\n');
        for role in &vocabulary.roles {
            if let (Some(means), Some((_, first))) = (role.means, role.kinds.first()) {
                self.row(ENTRY, &role.name, &format!("{}: {means}", holder(first)));
            }
        }
    }

    fn heading(&mut self, group: &str) {
        if self.group.as_deref() == Some(group) {
            return;
        }
        self.gap();
        self.paragraph(0, group);
        let wide = group.chars().count().min(self.width);
        self.text.push_str(&format!("{}\n", "-".repeat(wide)));
        self.group = Some(group.to_owned());
    }

    /// The first line of an entry: its name, what it is of, what it means.
    fn entry(&mut self, name: &str, of: &str, means: &str) {
        self.gap();
        let text = format!("{name}{of}: {means}");
        self.paragraph(ENTRY, &text);
    }

    fn role_card(&mut self, role: &RoleCard) {
        self.entry(
            &role.name,
            " (a role)",
            role.means.unwrap_or("what it is depends on the kind"),
        );
        for (kind, role) in &role.kinds {
            self.row(ROW, kind, &holder(role));
        }
    }

    fn kind(&mut self, kind: &Kind) {
        self.heading(&kind.origin.group);
        let lasts = if kind.lasts { " (lasts)" } else { "" };
        self.entry(&kind.name, lasts, &kind.label);
        // What everything is goes without saying.
        let is: Vec<&str> = kind
            .is
            .iter()
            .map(String::as_str)
            .filter(|name| *name != "happening")
            .collect();
        self.list("is", &is);
        let own = kind.roles.iter().filter(|role| role.own);
        own.for_each(|role| self.row(ROW, &role.name, &holder(role)));
        let taken_over = kind.roles.iter().filter(|role| !role.own && self.looked_up);
        let also: Vec<String> = taken_over
            .map(|role| format!("{} ({})", role.name, holder(role)))
            .collect();
        self.list("also", &also);
        let sets: Vec<String> = kind.sets.iter().map(effect).collect();
        self.list("sets", &sets);
        let keeps: Vec<String> = kind.keeps.iter().map(effect).collect();
        self.list("keeps", &keeps);
        self.list("after", &kind.after);
        if self.looked_up {
            self.list("below it", &kind.below);
        }
        self.origin(&kind.origin);
    }

    fn attribute(&mut self, attribute: &Attribute) {
        self.heading(&attribute.origin.group);
        let label = attribute.label.as_deref().unwrap_or("an attribute");
        self.entry(
            &attribute.name,
            &format!(" of {}", words(&attribute.of)),
            label,
        );
        let many = if attribute.many {
            ", many at a time"
        } else {
            ""
        };
        let behaviour = match attribute.behaviour {
            "fixed" => "once and for all",
            "only grows" => "only grows",
            _ => "changes with time",
        };
        self.row(
            ROW,
            "value",
            &format!("{}{many}; {behaviour}", words(&attribute.takes)),
        );
        self.list("set by", &attribute.set_by);
        self.list("kept by", &attribute.kept_by);
        self.origin(&attribute.origin);
    }

    fn origin(&mut self, origin: &Origin) {
        if !origin.note.is_empty() {
            self.row(ROW, "note", &origin.note);
        }
        if let (Some(file), Some(line)) = (&origin.file, origin.line) {
            self.row(ROW, "declared", &format!("{file}:{line}"));
        }
    }

    fn list(&mut self, key: &str, items: &[impl AsRef<str>]) {
        if !items.is_empty() {
            let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
            self.row(ROW, key, &items.join(", "));
        }
    }

    /// A word with what it says, in two columns.
    fn row(&mut self, indent: usize, key: &str, text: &str) {
        let column = indent + KEY;
        let key = visible(key);
        let lead = format!("{:indent$}{key:KEY$}", "");
        // A key that is too long has a line of its own.
        let fits = lead.chars().count() == column;
        let mut lines = wrap(&visible(text), self.width.saturating_sub(column)).into_iter();
        if fits {
            let first = lines.next().unwrap_or_default();
            self.text.push_str(&format!("{lead}{first}\n"));
        } else {
            self.text.push_str(&format!("{lead}\n"));
        }
        for line in lines {
            self.text.push_str(&format!("{:column$}{line}\n", ""));
        }
    }

    fn paragraph(&mut self, indent: usize, text: &str) {
        for line in wrap(&visible(text), self.width.saturating_sub(indent)) {
            self.text.push_str(&format!("{:indent$}{line}\n", ""));
        }
    }

    fn gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }
}

/// What stands in a role.
fn holder(role: &Role) -> String {
    let many = if role.many { ", many" } else { "" };
    let present = if role.present {
        "; at the place of the event"
    } else {
        ""
    };
    format!("{}{many}{present}", words(&role.takes))
}

fn words(takes: &Takes) -> String {
    match takes.choices.as_slice() {
        [] => takes.words.to_owned(),
        choices => format!("one of {}", choices.join(", ")),
    }
}

fn effect(effect: &Effect) -> String {
    format!("{}.{}: {}", effect.role, effect.attribute, effect.value)
}
