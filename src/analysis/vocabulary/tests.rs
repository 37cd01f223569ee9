use super::*;
use crate::text::File;

fn case(text: &str) -> Vocabulary {
    let mut files = Files::default();
    files.add(File::new("words.claims", text));
    of(&files)
}

fn kind<'a>(vocabulary: &'a Vocabulary, name: &str) -> &'a Kind {
    vocabulary
        .kinds
        .iter()
        .find(|kind| kind.name == name)
        .unwrap()
}

fn attribute<'a>(vocabulary: &'a Vocabulary, name: &str) -> &'a Attribute {
    vocabulary
        .attributes
        .iter()
        .find(|one| one.name == name)
        .unwrap()
}

#[test]
fn everything_built_in_says_what_it_is_and_where_it_stands() {
    let vocabulary = of(&Files::default());
    assert_eq!(vocabulary.mistakes, 0);
    for kind in &vocabulary.kinds {
        assert_ne!(kind.label, kind.name, "a kind without a sentence");
        assert_ne!(kind.origin.group, "", "{}", kind.name);
        assert!(kind.origin.text.contains(&format!("kind {} ", kind.name)));
        assert_eq!(kind.origin.file, None);
    }
    for attribute in &vocabulary.attributes {
        assert!(attribute.label.is_some(), "{}", attribute.name);
        assert!(
            attribute.origin.group.starts_with("Attributes"),
            "{}",
            attribute.name
        );
    }
    assert!(
        vocabulary
            .terms
            .iter()
            .any(|term| term.name == "in_custody")
    );
    let happening = kind(&vocabulary, "happening");
    let roles: Vec<&str> = happening
        .roles
        .iter()
        .map(|role| role.name.as_str())
        .collect();
    assert_eq!(roles, COMMON_ROLES.map(|(name, _)| name));
}

#[test]
fn a_kind_tells_what_it_declares_and_what_it_takes_over() {
    let vocabulary = of(&Files::default());
    let arrest = kind(&vocabulary, "arrest");
    let patient = &arrest.roles[0];
    assert_eq!(
        (patient.name.as_str(), patient.takes.word),
        ("patient", "person")
    );
    assert!(patient.own && patient.present && !patient.many);
    assert_eq!(arrest.roles.iter().filter(|role| role.own).count(), 1);
    assert_eq!(arrest.roles.len(), 8);
    let effect = &arrest.sets[0];
    assert_eq!(
        (&*effect.role, &*effect.attribute, &*effect.value),
        ("patient", "custody", "in_custody")
    );
    assert_eq!(kind(&vocabulary, "ruling").below, ["verdict", "sentence"]);
    assert_eq!(
        attribute(&vocabulary, "custody").set_by,
        ["arrest", "release", "escape"]
    );
    assert!(
        kind(&vocabulary, "release")
            .origin
            .note
            .starts_with("Not after `detention`")
    );
}

#[test]
fn a_case_adds_and_refines() {
    let vocabulary = case(
        "# --- At sea ---\n\n# Nobody knows why.\n# Really.\nkind boarding \"People go on board\"\n  role ticket: one of paper, card\n  # inside\n  after departure\n\nterm paper\nterm card\n\
         attribute hull \"Its number\" of thing: number, fixed\nkind arrest\n  role cell: place, many\nclaim \"x\"\n",
    );
    let boarding = kind(&vocabulary, "boarding");
    assert_eq!(boarding.origin.group, "At sea");
    assert_eq!(boarding.origin.note, "Nobody knows why. Really.");
    assert_eq!(boarding.origin.line, Some(5));
    assert!(
        boarding.origin.text.ends_with("  after departure\n\n"),
        "{}",
        boarding.origin.text
    );
    assert_eq!(boarding.is, ["happening"]);
    assert_eq!(boarding.roles[0].takes.choices, ["paper", "card"]);
    let arrest = kind(&vocabulary, "arrest");
    assert_eq!(arrest.origin.group, "Freedom and custody");
    assert_eq!(arrest.origin.file.as_deref(), Some("words.claims"));
    let own: Vec<&str> = arrest
        .roles
        .iter()
        .filter(|role| role.own)
        .map(|role| &*role.name)
        .collect();
    assert_eq!(own, ["patient", "cell"]);
    let hull = attribute(&vocabulary, "hull");
    assert_eq!(
        (hull.label.as_deref(), hull.behaviour),
        (Some("Its number"), "fixed")
    );
    assert!(vocabulary.terms.iter().all(|term| term.name != "paper"));
}

#[test]
fn mistakes_are_counted() {
    assert_eq!(
        case("kind a\n  after nothing_such\n  rolle x: person\n").mistakes,
        2
    );
}

/// The kinds, roles and attributes that a name finds.
fn found(name: &str) -> String {
    let vocabulary = of(&Files::default());
    match vocabulary.only(&[name.to_owned()]) {
        Ok(found) => {
            let kinds = found.kinds.iter().map(|kind| format!("kind {}", kind.name));
            let roles = found.roles.iter().map(|role| format!("role {}", role.name));
            let attributes = found
                .attributes
                .iter()
                .map(|one| format!("attribute {}", one.name));
            let terms = found.terms.iter().map(|term| format!("term {}", term.name));
            let all: Vec<String> = kinds.chain(roles).chain(attributes).chain(terms).collect();
            all.join(", ")
        }
        Err(unknown) => format!("none; {:?}", unknown.near),
    }
}

#[test]
fn names_find_what_bears_them_and_other_words_what_speaks_of_them() {
    assert_eq!(found("arrest"), "kind arrest");
    assert_eq!(found("Occupation"), "kind occupation, attribute occupation");
    assert_eq!(found("reason"), "role reason");
    assert_eq!(found("dead"), "term dead");
    assert_eq!(found("ship"), "kind voyage, kind sinking, attribute flag");
    assert_eq!(found("murder"), "kind killing");
    assert_eq!(found("wounded"), "kind injury, attribute injured");
    assert_eq!(found("Wife"), "attribute spouse");
    assert_eq!(found("job"), "attribute occupation");
    assert_eq!(found("date of birth"), "kind birth");
    assert_eq!(found("victim"), "role patient");
    assert_eq!(found("arest"), "none; Some(\"arrest\")");
    assert_eq!(found("xyzzyxyzzy"), "none; None");
    assert_eq!(found(""), "none; None");
}

#[test]
fn several_names_are_found_together_in_the_order_of_the_vocabulary() {
    let vocabulary = of(&Files::default());
    let names = ["verdict", "arrest", "verdict"].map(str::to_owned);
    let found = vocabulary.only(&names).unwrap();
    let kinds: Vec<&str> = found.kinds.iter().map(|kind| &*kind.name).collect();
    assert_eq!(kinds, ["arrest", "verdict"]);
    let names = ["verdict", "xyzzyxyzzy"].map(str::to_owned);
    assert_eq!(vocabulary.only(&names).unwrap_err().name, "xyzzyxyzzy");
}
