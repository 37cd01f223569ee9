//! What GitHub's code scanning asks for, beside the published schema.

use serde_json::Value;

use super::*;
use crate::report::samples::{self, Sample};
use crate::report::stream::text_of;
use crate::report::tests::options;

fn sarif(sample: Sample) -> Value {
    let text = text_of(|out| write(&sample.analysis(), &options(), out));
    serde_json::from_str(&text).unwrap()
}

#[test]
fn a_quarrel() {
    let mut log = sarif(samples::plane());
    // The pages change on their own.
    log["runs"][0]["tool"]["driver"]["rules"] = Value::Null;
    insta::assert_snapshot!(serde_json::to_string_pretty(&log).unwrap());
}

#[test]
fn every_result_has_a_place_and_every_link_leads_to_one() {
    for sample in [
        samples::arrest(),
        samples::circle(),
        samples::small(),
        samples::hub(),
    ] {
        let log = sarif(sample);
        for result in log["runs"][0]["results"].as_array().unwrap() {
            assert_eq!(result["locations"].as_array().unwrap().len(), 1);
            let related = result["relatedLocations"].as_array().map_or(0, Vec::len);
            let text = result["message"]["text"].as_str().unwrap();
            for number in 1..=related {
                assert!(
                    text.contains(&format!("]({number})")),
                    "no link to {number} in {text}"
                );
                assert_eq!(result["relatedLocations"][number - 1]["id"], number);
            }
            assert!(!text.contains(&format!("]({})", related + 1)));
        }
    }
}

#[test]
fn every_rule_has_help() {
    for rule in rules() {
        assert!(rule.help.text.len() > 80, "{}", rule.id);
    }
}

#[test]
fn paths_are_relative_uris() {
    assert_eq!(uri("a b/ц:c%.claims"), "a%20b/%D1%86%3Ac%25.claims");
}

#[test]
fn brackets_in_a_text_are_no_links() {
    assert_eq!(
        plain("see [this](1) \\ \u{202e}"),
        "see \\[this\\](1) \\\\ \\\\u{202e}"
    );
}

#[test]
fn too_many_results_are_cut_and_it_is_said() {
    let mut analysis = Sample::new(&[("a.claims", "x")]).analysis();
    analysis.diagnostics = vec![Diagnostic::new(Code::Syntax, "x"); RESULTS_MAX + 2];
    let log: Value =
        serde_json::from_str(&text_of(|out| write(&analysis, &options(), out))).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["results"].as_array().unwrap().len(), RESULTS_MAX);
    let said = &run["invocations"][0]["toolExecutionNotifications"][1]["message"]["text"];
    assert_eq!(said, "2 mistakes are not shown here, but counted.");
}

#[test]
fn too_many_places_are_cut_and_it_is_said() {
    let mut analysis = samples::hub().analysis();
    let labels = analysis.diagnostics[0].labels.clone();
    analysis.diagnostics[0].labels = labels.iter().cycle().take(1_100).cloned().collect();
    let log: Value =
        serde_json::from_str(&text_of(|out| write(&analysis, &options(), out))).unwrap();
    let result = &log["runs"][0]["results"][0];
    assert_eq!(
        result["relatedLocations"].as_array().unwrap().len(),
        LOCATIONS_MAX - 1
    );
    let text = result["message"]["text"].as_str().unwrap();
    assert!(text.contains("and 100 more places"), "{text}");
}
