//! What the program says about small cases, in the words and on the clocks of who reads it.
#![allow(clippy::unwrap_used)]

use std::process::Command;

/// The report of a case of one file, in a format, with some settings.
fn report(format: &str, settings: &str, claims: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("belie.toml"), settings).unwrap();
    std::fs::write(folder.path().join("case.claims"), claims).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_belie"))
        .env("SOURCE_DATE_EPOCH", "1735689600")
        .args(["check", "--format", format])
        .arg(folder.path())
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// A report on one line, so that a sentence is found wherever it breaks.
fn on_one_line(report: &str) -> String {
    report.split_whitespace().collect::<Vec<_>>().join(" ")
}

const VIENNA: &str = "zone = \"Europe/Vienna\"\n";

fn source(id: &str, head: &str, claim: &str) -> String {
    format!("source {id} \"{id}\"\n{head}\nclaim \"what {id} says\"\n  {claim}\n\n")
}

/// Two papers that quarrel about the day of an arrest.
fn arrest(head_a: &str, head_b: &str) -> String {
    let event = "event arrest: arrest \"Ann is arrested\"\n\n";
    let a = source("a", head_a, "arrest: on 2018-06-18");
    let b = source("b", head_b, "arrest: on 2018-06-19");
    format!("{event}{a}{b}")
}

/// The picture alone, an element a line.
fn picture(html: &str) -> String {
    let from = html.find("<svg").unwrap();
    let to = html.find("</svg>").unwrap();
    html[from..to].replace("><", ">\n<")
}

#[test]
fn a_day_of_a_stated_zone_is_one_day_in_the_timeline() {
    let published = "  published 2018-06-20";
    let html = report("html", VIENNA, &arrest(published, published));
    insta::assert_snapshot!(picture(&html));
    assert!(html.contains("as the clocks in Europe/Vienna have it"));
}

#[test]
fn days_of_several_zones_are_told_in_each_and_drawn_in_utc() {
    let head = |zone: &str| format!("  published 2018-06-20\n  zone \"{zone}\"");
    let claims = arrest(&head("Asia/Tokyo"), &head("Europe/Vienna"));
    let html = report("html", "", &claims);
    insta::assert_snapshot!(picture(&html));
    assert!(html.contains("its bars are drawn in UTC"));
}

#[test]
fn what_has_a_zone_is_as_wide_as_the_earth_beside_what_has_none() {
    let published = "  published 2018-06-20";
    let zoned = format!("{published}\n  zone \"Europe/Vienna\"");
    let html = report("html", "", &arrest(&zoned, published));
    insta::assert_snapshot!(picture(&html));
}

#[test]
fn what_happened_in_a_month_is_not_said_to_be_on_it() {
    let event = "event arrest: arrest \"Ann is arrested\"\n\n";
    let paper =
        |id: &str, date: &str| source(id, "  published 2024-05", &format!("arrest: on {date}"));
    let told = |one: &str, other: &str| {
        on_one_line(&report(
            "human",
            "",
            &format!("{event}{}{}", paper("a", one), paper("b", other)),
        ))
    };
    for (date, words) in [
        ("2018-03", "in Mar 2018"),
        ("2015", "in 2015"),
        ("201X", "in 2010–2019"),
        ("[2018-34]", "in Apr–Jun 2018"),
        ("2018-03-04", "on Sun 4 Mar 2018"),
        ("2018-03-04T10:00", "on Sun 4 Mar 2018, 10:00"),
        ("2018-03-04/2018-03-06", "on Sun 4 – Tue 6 Mar 2018"),
        ("late 2018-03", "on "),
    ] {
        let report = told(date, "2021-01-02");
        assert!(report.contains(words), "{date}: {report}");
    }
}

#[test]
fn a_proof_is_told_on_the_clock_of_those_who_take_part() {
    let published = "  published 2018-06-20";
    let call = "event call: notification \"The call\"\n";
    let paper = source(
        "c",
        published,
        "call: on 2018-06-20, within 3 hours after arrest",
    );
    let claims = format!("{call}{}{paper}", arrest(published, published));
    let report = on_one_line(&report("human", VIENNA, &claims));
    assert!(!report.contains("UTC"), "{report}");
    let steps = "c “The call” on Wed 20 Jun 2018 in Europe/Vienna: but that is later";
    assert!(report.contains(steps), "{report}");
}

#[test]
fn a_proof_across_zones_says_what_a_day_is_in_utc() {
    let head = |zone: &str| format!("  published 2018-06-20\n  zone \"{zone}\"");
    let claims = arrest(&head("Asia/Tokyo"), &head("Europe/Vienna"));
    let report = on_one_line(&report("markdown", "", &claims));
    let first = "Mon 18 Jun 2018 in Asia/Tokyo: so before Mon 18 Jun 2018, 15:00 UTC";
    let last = "Tue 19 Jun 2018 in Europe/Vienna: but not before Mon 18 Jun 2018, 22:00 UTC";
    assert!(report.contains(first) && report.contains(last), "{report}");
}

#[test]
fn what_is_told_too_early_is_so_on_the_clock_of_the_telling() {
    let event = "event arrest: arrest \"Ann is arrested\"\n\n";
    let early = source("a", "  published 2018-06-17", "arrest");
    let late = source("b", "  published 2018-07", "arrest: on 2018-06-18");
    let report = on_one_line(&report("human", VIENNA, &format!("{event}{early}{late}")));
    assert!(!report.contains("UTC"), "{report}");
    assert!(report.contains("a told as past on Sun 17 Jun 2018 in Europe/Vienna"));
    assert!(report.contains("b but it was not before Mon 18 Jun 2018 in Europe/Vienna"));
}

#[test]
fn who_has_it_through_another_is_the_one_who_says_it() {
    let event = "event arrest: arrest \"Ann is arrested\"\n\n";
    let a = "source a \"a\"\n  published 2018-06-20\nclaim \"p\" via \"the programme\"\n  arrest: on 2018-06-18\n\n";
    let b = source("b", "  published 2018-06-20", "arrest: on 2018-06-19");
    let report = on_one_line(&report("human", "", &format!("{event}{a}{b}")));
    assert!(
        report.contains("a (via the programme) got “on 2018-06-18” wrong"),
        "{report}"
    );
    assert!(
        report.contains("on Mon 18 Jun 2018 (via the programme)"),
        "{report}"
    );
}

#[test]
fn a_speaker_may_be_many() {
    let event =
        "event arrest: arrest \"Ann is arrested\"\norg groups \"Libyan civil society groups\"\n\n";
    let published = "  published 2018-06-20";
    let a =
        format!("source a \"a\"\n{published}\nclaim \"p\" by groups\n  arrest: on 2018-06-18\n\n");
    let b = source("b", published, "arrest: on 2018-06-19");
    let claims = format!("{event}{a}{b}");
    for format in ["human", "html", "markdown", "gitlab", "junit", "sarif"] {
        let report = on_one_line(&report(format, "", &claims));
        let way = "Libyan civil society groups in a got “on 2018-06-18” wrong";
        assert!(report.contains(way), "{format}: {report}");
    }
    let report = on_one_line(&report("human", "", &claims));
    let chain = "on Mon 18 Jun 2018 (said by Libyan civil society groups)";
    assert!(report.contains(chain), "{report}");
}

#[test]
fn verbs_agree_with_how_many_there_are() {
    let names = "org ministry \"the Ministry\"\nterm unused \"unused\"\nevent blaze: fire \"The blaze\"\n\n";
    let said = |by: &str| format!("claim \"what is said\" by {by}\n  blaze.deaths: 12\n");
    let paper = "source a \"a\"\n  published 2024-05-02\n";
    let claims = format!(
        "{names}{paper}{}{}",
        said("ministry"),
        said("\"a fireman\"")
    );
    let html = report("html", "", &claims);
    assert!(
        html.contains(">said by a fireman and the Ministry<"),
        "{html}"
    );
    let report = on_one_line(&report("human", "", &claims));
    assert!(report.contains("Take it out, or write"), "{report}");
}

#[test]
fn code_in_headings_and_advice_is_shown_as_code() {
    let names = "term deputy \"deputy\"\nevent blaze: fire \"The `<b>`\"\n\n";
    let claims = format!("{names}{}", source("a", "  published 2024", "not blaze"));
    let html = report("html", "", &claims);
    assert!(html.contains("no claim uses <code>deputy</code>"), "{html}");
    assert!(
        html.contains("&lt;b&gt;") && !html.contains("`<b>`"),
        "{html}"
    );
    let markdown = report("markdown", "", &claims);
    assert!(markdown.contains("no claim uses `deputy`"), "{markdown}");
}

#[test]
fn what_has_one_origin_is_named() {
    let names = "org ministry \"the Ministry\"\nevent blaze: fire \"The blaze\"\n\n";
    let paper = |id: &str| {
        format!(
            "source {id} \"{id}\"\n  published 2024-05-02\nclaim \"{id} says\" by ministry\n  blaze.deaths: 12\n"
        )
    };
    let claims = format!("{names}{}{}", paper("a"), paper("b"));
    let report = on_one_line(&report("human", "", &claims));
    let heading = "several sources, one origin: the deaths of “The blaze”, from the Ministry";
    assert!(report.contains(heading), "{report}");
}

#[test]
fn only_what_may_be_declared_is_advised() {
    let names =
        "org town \"the Town\"\nperson hartl \"Hartl\"\nevent warning: warning \"The warning\"\n\n";
    let head = "  published 2024-05-02";
    let claims = format!(
        "{}{}",
        source("a", head, "warning: recipient town"),
        source("b", head, "warning: recipient hartl")
    );
    let told = |names: &str| on_one_line(&report("human", "", &format!("{names}{claims}")));
    let before = told(names);
    assert!(
        before.contains("declare it: `person hartl … in town`"),
        "{before}"
    );
    // And it does what it says.
    let after = told(&names.replace("\"Hartl\"", "\"Hartl\" in town"));
    assert!(
        after.contains("no contradiction") || !after.contains("value-conflict"),
        "{after}"
    );
    assert!(!after.contains("mistake"), "{after}");
}

/// Hours are told as they are written, and so is a date that is open on a side.
#[test]
fn lengths_and_open_dates_are_told_as_they_are_written() {
    let held = [
        source("a", "  published 2023-08", "held: for exactly 72 hours"),
        source("b", "  published 2023-08", "held: for 5 days"),
        source("c", "  published 2023-08", "raid: on ../2023-06"),
        source("d", "  published 2023-08", "raid: on 2023-07-02"),
    ];
    let events = "event held: detention \"Held\"\nevent raid: attack \"The raid\"\n";
    let report = on_one_line(&report("human", "", &(events.to_owned() + &held.concat())));
    assert!(report.contains("“Held” for 72 hours"), "{report}");
    assert!(report.contains("── before Jul 2023"), "{report}");
}

/// Two stretches may meet where one ends and the other had begun before: no moment is named that one of them does not cover.
#[test]
fn stretches_that_meet_at_a_turn_of_years_are_told_by_who_had_begun() {
    let sources = [
        source(
            "a",
            "  published 2023",
            "plot.owner: amina, throughout 1999",
        ),
        source(
            "b",
            "  published 2023",
            "plot.owner: bank, from 1999 to 2001",
        ),
    ];
    let names = "thing plot \"Plot\"\nperson amina \"Amina\"\norg bank \"Bank\"\n";
    let report = on_one_line(&report(
        "human",
        "",
        &(names.to_owned() + &sources.concat()),
    ));
    let wanted = "so “Bank” had begun before Sat 1 Jan 2000 00:00, when “Amina” had not ended";
    assert!(report.contains(wanted), "{report}");
}

/// All rows of a table are by the clocks by which all sources write, whatever hangs on UTC.
#[test]
fn the_rows_of_a_table_are_on_the_clocks_of_a_common_zone() {
    let baghdad = "  published 2022\n  zone \"Asia/Baghdad\"";
    let claims = [
        "siege: to raid, on 2021-01-30, for 1 day",
        "raid: on 2021-02-28",
        "talks: exactly 3 months after raid, on 2021-04",
    ];
    let sources: String = ["a", "b", "c"]
        .iter()
        .zip(claims)
        .map(|(id, claim)| source(id, baghdad, claim))
        .collect();
    let events = "event siege: detention \"The siege\"\nevent raid: attack \"The raid\"\nevent talks: attack \"The talks\"\n";
    let report = on_one_line(&report("human", "", &(events.to_owned() + &sources)));
    assert!(
        report.contains("the day of “The raid” in Asia/Baghdad: Jan 2021"),
        "{report}"
    );
    assert!(
        report.contains("28 Feb 2021 b on Sun 28 Feb 2021"),
        "{report}"
    );
    assert!(!report.contains("UTC"), "{report}");
}

/// Gaps that are alike are a line each: what matters stands above them.
#[test]
fn many_gaps_of_one_kind_are_told_together() {
    let published = "  published 2018-06-20";
    let of_sources = |count: usize| {
        let sources = (0..count).map(|at| source(&format!("s{at}"), published, "arrest"));
        let event = "event arrest: arrest \"Ann is arrested\"\n\n";
        report(
            "human",
            "",
            &(event.to_owned() + &sources.collect::<String>()),
        )
    };
    assert!(of_sources(2).contains("╰── this source names no text"));
    let report = of_sources(14);
    assert!(!report.contains('╰'), "{report}");
    assert!(
        report.contains(
            "gap: passages of 14 sources could not be checked [quote-unchecked]\n  · a passage of s0 could not be checked: there is no text (case.claims:3:8)\n"
        ),
        "{report}"
    );
    assert!(report.contains("… and 2 more"), "{report}");
    assert_eq!(report.matches("What to do: Save").count(), 1, "{report}");
}

#[test]
fn headings_are_whole_sentences_of_what_is_counted() {
    for (attribute, heading) in [
        ("aboard", "how many were aboard in “The fire”: 14 or 16"),
        ("rescued", "how many were saved in “The fire”: "),
        ("deaths", "the deaths of “The fire”: "),
    ] {
        let told =
            |number: u8| format!("fire.{attribute}: {number}, as of 2018-06-{}", 34 - number);
        let claims = format!(
            "event fire: fire \"The fire\"\n\n{}{}",
            source("a", "", &told(16)),
            source("b", "", &told(14))
        );
        let told = on_one_line(&report("human", "", &claims));
        assert!(told.contains(heading), "{told}");
    }
}

#[test]
fn persons_are_no_things() {
    let claims = format!(
        "person ann \"Ann\"\nperson bob \"Bob\"\nevent arrest: arrest \"The arrest\"\n\n{}{}",
        source("a", "", "arrest: patient ann"),
        source("b", "", "arrest: patient bob")
    );
    let told = on_one_line(&report("human", "", &claims));
    assert!(
        told.contains("“Ann” and “Bob” are two persons; if they are one person, make “Bob” an `alias` of `ann`."),
        "{told}"
    );
}

#[test]
fn a_quarrel_about_the_end_of_an_event_is_about_when_it_ended() {
    let claims = format!(
        "event hold: detention \"Ann is held\"\n\n{}{}",
        source("a", "", "hold: from 2018-06-18 to 2018-06-20"),
        source("b", "", "hold: to 2018-06-25")
    );
    let told = on_one_line(&report("human", "", &claims));
    assert!(told.starts_with("contradiction: when “Ann is held” ended"));
    assert!(told.contains("leaves open for the day of the end of “Ann is held”"));
}
