//! Disputes through the real program, on a copy of the case of Osama Najim.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// The case in a folder of its own.
struct Copy(TempDir);

impl Copy {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases/libya");
        copy(&from, folder.path());
        Self(folder)
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_belie"))
            .current_dir(self.0.path())
            .args(args)
            .output()
            .unwrap()
    }

    /// The exit status, and what is printed.
    fn says(&self, args: &[&str]) -> (i32, String) {
        let output = self.run(args);
        let text = [output.stdout, output.stderr].concat();
        (
            output.status.code().unwrap(),
            String::from_utf8(text).unwrap(),
        )
    }

    fn good(&self, args: &[&str]) -> String {
        let (status, text) = self.says(args);
        assert_eq!(status, 0, "{args:?}: {text}");
        text
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    fn change(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert_eq!(text.matches(from).count(), 1, "{from} in {name}");
        self.write(name, &text.replace(from, to));
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.run(&["check", "--format", "json"]).stdout).unwrap()
    }

    /// The fingerprint of the first quarrel about something.
    fn fingerprint(&self, about: &str) -> String {
        let json = self.json();
        let all = json["diagnostics"].as_array().unwrap();
        let one = all.iter().find(|one| one["about"] == about).unwrap();
        one["fingerprint"].as_str().unwrap().to_owned()
    }

    fn files(&self) -> Vec<String> {
        let names = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<_> = names
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

const TAKE_ON: [&str; 4] = ["dispute", "--all", "--reason", "as found in March 2026"];

#[test]
fn an_old_case_is_taken_on() {
    let case = Copy::new();
    let before = case.files();
    let said = case.good(&TAKE_ON);
    assert!(
        said.contains("return_flight.means [value-conflict]"),
        "{said}"
    );
    let report = case.good(&["check", "--fail-on", "tension"]);
    let report = report.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(report.starts_with("5 sources, "), "{report}");
    assert!(
        report.ends_with("no contradiction found, and 8 disputed quarrels."),
        "{report}"
    );
    let all = case.good(&["check", "--disputed"]);
    assert!(all.contains("! Disputed (open) on "), "{all}");
    let json = case.json();
    assert_eq!(json["summary"]["contradictions"], 0);
    assert_eq!(json["summary"]["disputed"], 8);
    for one in json["diagnostics"].as_array().unwrap() {
        if !one["fingerprint"].is_null() {
            assert_eq!(one["disputed"]["reason"], "as found in March 2026");
            assert_eq!(one["disputed"]["file"], "disputes.claims");
        }
    }
    assert_eq!(
        case.good(&TAKE_ON),
        "There is no quarrel that is not disputed.\n"
    );
    let mut after = case.files();
    after.retain(|name| !before.contains(name));
    assert_eq!(after, ["disputes.claims"], "nothing else is left behind");
}

#[test]
fn a_changed_claim_brings_its_quarrel_back() {
    let case = Copy::new();
    case.good(&TAKE_ON);
    case.change(
        "freedom_united.claims",
        "means private_jet",
        "means rumoured_jet",
    );
    case.write("terms.claims", "term rumoured_jet \"a rented jet\"\n");
    let (status, report) = case.says(&["check"]);
    assert_eq!(status, 1, "{report}");
    assert!(report.contains("[stale-dispute]"), "{report}");
    let report = report.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(report.contains("changed: freedom_united"), "{report}");
    assert!(report.contains("1 contradiction and "), "{report}");
    assert!(report.contains(", and 7 disputed quarrels"), "{report}");
}

#[test]
fn a_new_account_and_a_withdrawn_one_are_told() {
    let case = Copy::new();
    case.good(&TAKE_ON);
    case.change("bbc.claims", "means government_plane, ", "");
    let extra = "source wire \"A wire report\"\n  published 2025-02-01\n\nclaim \"in a private jet\"\n  \
                 return_flight: means private_jet\n";
    case.write("wire.claims", extra);
    let (status, report) = case.says(&["check", "--width", "120"]);
    assert_eq!(status, 1);
    let report = report.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        report.contains("new in it: wire; no longer in it: bbc"),
        "{report}"
    );
    // The line that the advice shows takes the quarrel on again.
    let json = case.json();
    let all = json["diagnostics"].as_array().unwrap();
    let stale = all.iter().find(|one| one["id"] == "stale-dispute").unwrap();
    let advice = stale["advice"][0].as_str().unwrap();
    let line = advice.split('`').nth(1).unwrap();
    let old = case.read("disputes.claims");
    let entry = old
        .split("dispute ")
        .find(|entry| entry.starts_with("return_flight.means"));
    let seen = entry
        .unwrap()
        .lines()
        .find(|line| line.contains("seen"))
        .unwrap();
    case.change("disputes.claims", seen, &format!("  {line}"));
    assert!(case.good(&["check"]).contains(", and 8 disputed quarrels"));
}

#[test]
fn unrelated_claims_names_of_files_and_layout_change_nothing() {
    let case = Copy::new();
    case.good(&TAKE_ON);
    let folder = case.0.path();
    fs::create_dir(folder.join("more")).unwrap();
    fs::rename(folder.join("bbc.claims"), folder.join("more/z.claims")).unwrap();
    fs::rename(folder.join("case.claims"), folder.join("zz.claims")).unwrap();
    let text = case
        .read("cicc.claims")
        .replace(", ", ",\n\n      # a note\n      ");
    // Passages keep their commas on one line.
    let text: String = text
        .split('"')
        .enumerate()
        .map(|(at, part)| match at % 2 {
            1 => format!("\"{}\"", part.replace(",\n\n      # a note\n      ", ", ")),
            _ => part.to_owned(),
        })
        .collect();
    case.write("cicc.claims", &text);
    let unrelated = "event flood_derna: flood \"The flood of Derna\"\n\nsource log \"A log\"\n  published 2023-09-12\n\n\
                     claim \"the dams broke\"\n  flood_derna: on 2023-09-10\n";
    case.write("log.claims", unrelated);
    let report = case.good(&["check"]);
    assert!(report.contains(", and 8 disputed quarrels"), "{report}");
}

/// The folder would let it be replaced.
#[test]
fn a_file_that_is_write_protected_stays_as_it_is() {
    let case = Copy::new();
    case.write("disputes.claims", "# Kept as evidence.\n");
    let path = case.0.path().join("disputes.claims");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let (status, said) = case.says(&["dispute", "--all", "--reason", "log requested"]);
    assert_eq!(
        (status, said.as_str()),
        (
            2,
            "belie: cannot write disputes.claims: it is write-protected\n"
        )
    );
    assert_eq!(case.read("disputes.claims"), "# Kept as evidence.\n");
}

#[test]
fn what_is_dead_is_pruned_and_nothing_else() {
    let case = Copy::new();
    let head = "# What we know of.\r\n\r\n";
    case.write("disputes.claims", head);
    case.good(&[
        "dispute",
        "return_flight.means",
        "--reason",
        "log requested",
        "--by",
        "A \"B\" \\ C",
    ]);
    case.good(&[
        "dispute",
        "hishri_appearance",
        "--reason",
        "letter sent",
        "--status",
        "dormant",
    ]);
    let written = case.read("disputes.claims");
    assert!(
        written.starts_with(&format!("{head}dispute return_flight.means\r\n")),
        "{written}"
    );
    assert!(
        written.contains("\r\n  by \"A \\\"B\\\" \\\\ C\"\r\n"),
        "{written}"
    );
    assert!(written.contains("\r\n  status dormant\r\n"), "{written}");
    assert_eq!(
        case.good(&["dispute", "--prune"]),
        "Every dispute matches a quarrel.\n"
    );
    case.write(
        "disputes.claims",
        &written.replace("dispute hishri", "# Courts\r\ndispute hishri"),
    );
    case.change("freedom_united.claims", "means private_jet, ", "");
    let json = case.json();
    let all = json["diagnostics"].as_array().unwrap();
    assert!(
        all.iter().any(|one| one["id"] == "unused-dispute"),
        "{json}"
    );
    let said = case.good(&["dispute", "--prune"]);
    assert_eq!(
        said,
        "Taken out of disputes.claims:\n  return_flight.means\n"
    );
    let left = case.read("disputes.claims");
    let kept = written.find("\r\ndispute hishri").unwrap() + 2;
    assert_eq!(left, format!("{head}# Courts\r\n{}", &written[kept..]));
}

#[test]
fn a_target_is_a_fact_events_in_any_order_or_a_fingerprint() {
    let case = Copy::new();
    case.good(&[
        "dispute",
        "release and libyan_request",
        "--reason",
        "letter sent",
    ]);
    let fingerprint = case.fingerprint("arrest_libya");
    case.good(&[
        "dispute",
        &fingerprint,
        "--reason",
        "nothing to be had",
        ".",
        "--status",
        "resolved",
    ]);
    let text = case.read("disputes.claims");
    assert!(
        text.contains("dispute libyan_request and release\n"),
        "{text}"
    );
    assert!(
        text.contains("dispute arrest_libya\n  status resolved\n"),
        "{text}"
    );
    let (status, said) = case.says(&["dispute", "arrest_libya", "--reason", "again and again"]);
    assert_eq!(status, 2);
    assert!(
        said.contains("is disputed already, at disputes.claims:"),
        "{said}"
    );
}

#[test]
fn what_is_wrong_writes_nothing() {
    let case = Copy::new();
    let before = case.files();
    for (args, complaint) in [
        (
            &["dispute", "return_flight.means", "--reason", "TODO"][..],
            "is not a reason",
        ),
        (&["dispute", "return_flight.means"], "--reason"),
        (&["dispute", "--all", "--reason", " "], "is not a reason"),
        (
            &["dispute", "return_flight.mean", "--reason", "log requested"],
            "there are: return_flight.means",
        ),
        (&["dispute", "--reason", "log requested"], "which quarrel?"),
        (
            &["dispute", "a", "and", "b", "--reason", "log requested"],
            "quotation marks",
        ),
        (
            &["dispute", "a", "bbc.claims", "--reason", "log requested"],
            "not the folder of a case",
        ),
        (
            &["dispute", "--all", "--prune", "--reason", "log requested"],
            "cannot be used with",
        ),
    ] {
        let (status, said) = case.says(args);
        assert_eq!(status, 2, "{args:?}: {said}");
        assert!(said.contains(complaint), "{args:?}: {said}");
    }
    assert_eq!(case.files(), before);
    // What is added would be swallowed by the string that is never closed: it is tried before it is written.
    let open = "dispute return_flight.means\n  reason \"\"\"never closed\n";
    case.write("disputes.claims", open);
    let (status, said) = case.says(&TAKE_ON);
    if status != 0 {
        assert!(said.contains("mend the mistakes"), "{said}");
        assert_eq!(case.read("disputes.claims"), open);
    }
    case.write("bbc.claims", "claim claim claim");
    let (status, said) = case.says(&["dispute", "--prune"]);
    assert_eq!(status, 2);
    assert!(said.contains("mistakes"), "{said}");
}

#[cfg(unix)]
#[test]
fn links_out_of_the_case_are_not_written_through() {
    let case = Copy::new();
    let outside = tempfile::tempdir().unwrap();
    let victim = outside.path().join("victim.claims");
    fs::write(&victim, "# mine\n").unwrap();
    let link = case.0.path().join("disputes.claims");
    std::os::unix::fs::symlink(&victim, &link).unwrap();
    let (status, said) = case.says(&TAKE_ON);
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("leads out of the case"), "{said}");
    assert_eq!(fs::read_to_string(&victim).unwrap(), "# mine\n");
    // A link to another file of the case is followed, and stays a link.
    fs::remove_file(&link).unwrap();
    case.write("ours.claims", "# ours\n");
    std::os::unix::fs::symlink("ours.claims", &link).unwrap();
    let (status, said) = case.says(&TAKE_ON);
    let still = fs::symlink_metadata(&link).unwrap().is_symlink();
    assert!(still, "{status} {said}");
    assert!(!case.files().iter().any(|name| name.ends_with(".new")));
}
