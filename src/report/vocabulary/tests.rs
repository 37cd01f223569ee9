use super::*;
use crate::analysis::vocabulary;
use crate::report::is_visible;
use crate::report::json::schema_check::validate;
use crate::text::{File, Files};

fn of(text: &str) -> Vocabulary {
    let mut files = Files::default();
    files.add(File::new("sea.claims", text));
    vocabulary::of(&files)
}

fn some(vocabulary: &Vocabulary, names: &[&str]) -> Vocabulary {
    let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
    vocabulary.only(&names).unwrap()
}

/// A case that adds to the vocabulary, with a comment that a terminal would obey.
const SEA: &str = "# Who goes on board, \u{1b}[2Jand with what.
kind boarding \"People go on board\"
  role agent: party, many, present
  role ticket: one of season_ticket, day_ticket
  sets agent.custody: at_liberty
  keeps agent.custody: in_custody
  after departure
  lasts
term season_ticket
term day_ticket
attribute hull_number of thing: number, fixed
kind arrest
  role cell: place
";

#[test]
fn the_list_of_all_reads_well() {
    insta::assert_snapshot!(human(&of(""), false, 100));
}

#[test]
fn what_is_looked_up_is_told_in_full() {
    let names = [
        "boarding",
        "arrest",
        "transfer",
        "reason",
        "custody",
        "hull_number",
        "dead",
    ];
    insta::assert_snapshot!(human(&some(&of(SEA), &names), true, 80));
}

#[test]
fn no_line_is_wider_than_the_page() {
    for width in [40, 60, 100] {
        let page = human(&of(SEA), false, width);
        let long = page.lines().find(|line| line.chars().count() > width);
        assert_eq!(long, None);
    }
}

#[test]
fn programs_get_the_same() {
    insta::assert_snapshot!(json(&some(
        &of(SEA),
        &["boarding", "custody", "cell", "dead"]
    )));
}

#[test]
fn the_vocabulary_is_as_its_schema_says() {
    insta::assert_snapshot!(schema());
    let schema: serde_json::Value = serde_json::from_str(&schema()).unwrap();
    for text in ["", SEA] {
        let value = serde_json::from_str(&json(&of(text))).unwrap();
        assert_eq!(
            validate(&schema, &schema, &value, "vocabulary"),
            Vec::<String>::new()
        );
    }
    let wrong = serde_json::json!({"version": 1, "kinds": [{"name": 1}]});
    assert!(validate(&schema, &schema, &wrong, "vocabulary").len() > 1);
}

#[test]
fn nothing_that_a_terminal_obeys_passes() {
    let all = of(SEA);
    for text in [human(&all, false, 100), json(&all)] {
        assert!(text.contains("1b"), "{text}");
        assert!(text.chars().all(|c| c == '\n' || is_visible(c)));
    }
}

#[test]
fn as_claims_it_declares_the_same() {
    let all = of(SEA);
    let again = of(&format!(
        "{}term season_ticket\nterm day_ticket\n",
        claims(&all)
    ));
    assert_eq!(again.mistakes, 1, "arrest, of which there are two entries");
    let sea = claims(&some(&all, &["boarding", "hull_number"]));
    assert!(sea.starts_with("# Who goes on board"), "{sea}");
    assert!(
        sea.ends_with("attribute hull_number of thing: number, fixed\n"),
        "{sea}"
    );
}
