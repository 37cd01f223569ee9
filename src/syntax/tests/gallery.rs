//! The words for typical slips, in a form that can be read from top to bottom.

use std::fmt::Write as _;

use super::{file, read};
use crate::text::FileId;

/// Each slip as it is written, and what is said of it.
fn gallery(slips: &[&str]) -> String {
    let mut shown = String::new();
    for slip in slips {
        let file = file(slip);
        for line in slip.lines() {
            writeln!(
                shown,
                "    {}",
                line.replace('\0', "␀").replace('\u{200b}', "␣")
            )
            .unwrap();
        }
        for diagnostic in read(&file).1 {
            let label = &diagnostic.labels[0];
            let place = file.line_column(label.location.span.start);
            let text = file.slice(label.location.span);
            writeln!(
                shown,
                "{}:{} {:?} {}",
                place.line, place.column, text, diagnostic.message
            )
            .unwrap();
            writeln!(shown, "    {}", label.text).unwrap();
            for advice in &diagnostic.advice {
                writeln!(shown, "    {advice}").unwrap();
            }
        }
        shown.push('\n');
    }
    shown
}

/// The same of clauses about an event.
fn gallery_of_clauses(clauses: &[&str]) -> String {
    let slips = clauses.iter().map(|clause| format!("arrest: {clause}"));
    gallery_of_statements(&slips.collect::<Vec<_>>())
}

/// The same of statements.
fn gallery_of_statements(statements: &[impl AsRef<str>]) -> String {
    let slip = |statement: &str| format!("claim \"x\"\n  {statement}");
    let slips: Vec<String> = statements.iter().map(|one| slip(one.as_ref())).collect();
    let slips: Vec<&str> = slips.iter().map(String::as_str).collect();
    gallery(&slips)
}

#[test]
fn entries() {
    insta::assert_snapshot!(gallery(&[
        "parson najim \"Osama Najim\"",
        "arrest: on Saturday",
        "person 1najim \"x\"",
        "place turin: \"Turin\"",
        "place turin \"Turin\" in",
        "place turin \"Turin\"\n  alias Torino",
        "place turin \"Turin\"\n  at 95.0, 20",
        "place turin \"Turin\"\n  at 45.07, 200",
        "person ann \"Ann\"\n  at 45.07, 7.69",
        "place turin \"Turin\"\n  arrest: on Saturday",
        "event arrest_turin \"Najim is arrested\"",
        "event flight = transfer",
        "event flight: transfer\n  means private_jet",
        "kind release\n  role agent party",
        "kind release\n  role agent: peron",
        "attribute deaths of event: number, only shrinks",
        "source bbc\n  publised 2025-01-23",
        "source bbc\n  publisher: \"BBC News\"",
        "source bbc\n  published 2025-01-23\n  published 2025-01-24",
        "source bbc\n  text sources/bbc.txt",
        "claim \"x\"\n  a\ndispute a.b\n  status closed\n  seen 123",
        "  arrest: on Saturday",
        "claim \"x\"\narrest: on Saturday",
        "claim \"x\"\n  claim \"y\"\n    arrest",
    ]));
}

#[test]
fn claims() {
    insta::assert_snapshot!(gallery(&[
        "claims \"had been arrested\"\n  arrest",
        "claim reportdly \"freed\"",
        "claim \"freed\" reportedly",
        "claim freed on a technicality",
        "claim “freed”",
        "claim \"freed by west\n  arrest",
        "claim \"\"\"freed by west\n  arrest",
        "claim \"freed by\n  west\" by bbc\n  arrest",
        "claim \"freed\" by",
        "claim \"freed\" by a by b",
        "claim \"freed\" (2025)",
        "claim \"a \\n b\"",
        "claim probably \"freed\"\n  arrest",
    ]));
}

/// What people write who do not yet know the language.
#[test]
fn other_notations() {
    insta::assert_snapshot!(gallery(&[
        "people dora \"Dora\"",
        "Organization ngo \"NGO\"",
        "person Ana Maria \"Ana Maria\"",
        "person \"Ana M. Ruiz\"",
        "person \"مقال\"",
        "person carl Carl",
        "place turin \"Turin\", Italy",
        "person ana \"Ana\"\n  name \"A.\"",
        "event fire: \"The fire\"",
        "event fire: fire \"The fire\" on 2024-05-12",
        "source a: \"A\"",
        "source a\n  date 2024-05-12\n  author \"B\"\n  link \"x\"\n  language \"it\"",
        "source a\n  cites \"AP\"",
        "quote \"x\"\n  arrest",
        "claim: \"x\"\n  arrest",
        "claim \"x\", by najim\n  arrest",
        "// comment",
        "-- comment",
    ]));
    insta::assert_snapshot!(gallery_of_statements(&[
        "fire deaths 12",
        "najim was arrested",
        "fire not: place turin",
        "fire: place turin or rome",
        "fire: place turin, rome",
        "fire: place turin & rome",
    ]));
}

#[test]
fn statements() {
    let slips = [
        "arrest on Saturday",
        "arrest = on Saturday",
        "arrest: najim",
        "arrest: patient: najim",
        "arrest: patient not najim",
        "arrest: place turin on Saturday",
        "arrest: on Saturday,",
        "arrest: on Saturday\n      place turin",
        "arrest:",
        "arrest:: place turin",
        "arrest: from 2019 until 2020",
        "najim.custody: free, from 2019 until 2020",
        "najim.custody: free, since 2019 until 2020",
        "not arrest: place turin",
        "not najim.custody: in_custody",
        "\"Najim\": on Saturday",
        "najim.custody = free",
        "najim.custody: free as of Saturday",
        "najim.custody: free, on Saturday",
        "najim.custody: free, held",
        "fire.deaths: 1,000",
        "fire.deaths: 3,5",
        "fire.deaths: 12345678901234567890",
        "fire.deaths: 12 %",
        "arrest: place tu\u{0}rin",
        "arrest: place tu\u{200b}rin",
    ];
    insta::assert_snapshot!(gallery_of_statements(&slips));
}

#[test]
fn times() {
    let slips = [
        "Saturday",
        "2025-01-19",
        "since 2025-01-19",
        "on Wensday",
        "on Sat",
        "on last Tuesday",
        "betwen 2025-01 and 2025-02",
        "between 2025-01",
        "on 9pm",
        "on 21:30",
        "on 19",
        "on 19.1.2025",
        "on 01/19/2025",
        "on 03/04/2025",
        "on 2025-1-9",
        "on 2025-02-30",
        "on 2025-13-01",
        "on 2025-01-21 at 21:30",
        "on Tuesday at 9pm",
        "in 2025",
        "on January 19, 2025",
        "on 19 January",
        "on mid-January",
        "in the 19th century",
        "on the 19th century",
        "on 19th century",
        "on 5th century BC",
        "during the 1890s",
        "in 1890s",
        "2 dyas after release",
        "2 days of release",
        "within release",
        "for within 3 days",
        "for half an hour",
        "for some time",
        "a few days after release",
        "a couple of weeks before release",
        "on night of 2025-01-21",
        "on evening of Saturday",
        "on beginning of 2025",
        "on end of 2025",
        "on the night of 2025-01-21",
        "on the day before yesterday",
        "on first Monday after release",
        "on noon yesterday",
        "befor 2020",
        "on c. 1900",
        "on the 1990s",
        "on not 2025-01-19",
        "not on 2025-01-19",
        "between Monday to Friday",
        "48h after release",
        "2 days later",
        "on 2025-01-19-2025-01-21",
        "on 2025-01-19 - 2025-01-21",
        "a day after a day after a day after a day after a day after a day after a day after a day after a day after release",
    ];
    insta::assert_snapshot!(gallery_of_clauses(&slips));
}

#[test]
fn times_up_to_which_something_was() {
    insta::assert_snapshot!(gallery_of_clauses(&[
        "by 2024-03-12",
        "by 2024, place turin",
        "by 2024/2025",
        "by 2024-03-12 evening",
        "by the end of 2024",
        "by Tuesday",
    ]));
    let state = gallery_of_statements(&["najim.custody: free, by 2024"]);
    assert!(state.contains("`as of ../2024`"), "{state}");
}

#[test]
fn dates_as_they_are_spoken() {
    insta::assert_snapshot!(gallery_of_clauses(&[
        "on 12 May 2024",
        "12 May 2024",
        "on 12 may",
        "on 12. Mai 2024",
        "on 12-May-2024",
        "before May 3-5, 2024",
        "from 12 May 2024 to 15 May 2024",
        "on mid-May 2024",
        "on early May 2024",
        "on 2024 May 12",
        "on 12 Septembr 2024",
        "on summer 2024",
        "during Q1 2024",
        "on second half of 2024",
        "place turin 12 May 2024",
        "on 2024-05-12T17:30 CET",
        "2 dasy after release",
        "1 dasy after release",
    ]));
}

#[test]
fn clauses_of_time_as_they_are_spoken() {
    insta::assert_snapshot!(gallery_of_clauses(&[
        "in May 2024",
        "in summer 2024",
        "in early 2024",
        "May 12, 2024",
        "the 12th of May 2024",
        "in the morning of 2024-05-12",
        "at noon on Saturday",
        "sometime in 2024",
        "sometime in May 2024",
        "no later than 2024-05-12",
        "no earlier than 2024-05-12",
        "at the latest Saturday",
        "yesterday",
        "tonight, place turin",
        "shortly after release",
        "hours after release",
        "day before release",
        "the day after release",
        "the next day",
        "on the day of release",
        "on the same day as release",
    ]));
}

/// What begins like them may be a role with its value.
#[test]
fn roles_that_begin_like_spoken_times() {
    let read = gallery_of_clauses(&[
        "May 12",
        "summer 2024",
        "in turin",
        "at 5",
        "late turin",
        "the turin",
        "shortly after",
        "hours after, place turin",
        "day 12",
        "later turin",
        "no turin",
        "Sept 12, place turin",
        "may 12, 2024 tons",
    ]);
    assert!(
        !read.contains("spoken") && !read.contains("in numbers"),
        "{read}"
    );
    insta::assert_snapshot!(read);
}

#[test]
fn weekdays_that_people_read_differently() {
    insta::assert_snapshot!(gallery_of_statements(&[
        "arrest: on last Tuesday",
        "arrest: on this Tuesday",
        "arrest: on next Tuesday",
        "plan arrest: on next Tuesday",
    ]));
}

#[test]
fn words_before_an_event() {
    insta::assert_snapshot!(gallery_of_statements(&[
        "plan najim.post: mayor, since 2019-06",
        "doubt najim.post: mayor",
        "plan not arrest",
        "not plan arrest: on 2025-01-19",
        "not not arrest",
    ]));
    for name in [
        "plan not: on 2019",
        "plan plan",
        "not doubt",
        "plan: on 2019",
    ] {
        let read = gallery_of_statements(&[name]);
        assert_eq!(read.lines().count(), 3, "{read}");
    }
}

#[test]
fn counts() {
    insta::assert_snapshot!(gallery_of_clauses(&[
        "1.5 days after release",
        "about 2.5 hours after release",
        "for 1,5 days, place turin",
        "1.5 to 2 years before release",
        "1.5 weeks after release",
        "on two and a half days after release",
        "2½ hours after release",
        "an hour and a half after release",
        "thirteen days after release",
        "for twenty-four hours",
        "before two hundred days after release",
        "twelve to fifteen days after release",
        "some 2 days after release",
        "on around 48 hours after release",
        "2-3 days after release",
    ]));
}

#[test]
fn two_times_with_a_comma_between() {
    insta::assert_snapshot!(gallery_of_clauses(&[
        "between 2024-01, 2024-02",
        "between Monday, Friday evening, place turin",
        "between raid, release",
        "between raid, place turin",
    ]));
}

#[test]
fn what_a_comma_parts() {
    insta::assert_snapshot!(gallery_of_clauses(&[
        "patient eva, on Tuesday, 2018-06-19",
        "on Tuesday, 19 June 2018",
        "on Tuesday, June 19, 2018, place turin",
        "Tuesday, 2018-06-19",
        "on late Tuesday evening, 2018-06-19",
        "from Monday, 2018-06-18 to Friday, 2018-06-22",
        "on Saturday, evening",
        "place turin, evening",
        "evening",
        "late Saturday evening, place turin",
        "place turin Saturday evening",
        "last Saturday",
    ]));
    insta::assert_snapshot!(gallery_of_statements(&[
        "najim.custody: free, as of Tuesday, 2018-06-19"
    ]));
}

#[test]
fn names_without_quotation_marks() {
    insta::assert_snapshot!(gallery(&[
        "claim \"x\" by Josef Hartl",
        "claim \"x\" by the owner told 2018-06-21",
        "claim \"x\" via Der Standard, Ursula von der Leyen",
        "claim \"x\" by eva tld 2018",
        "source s \"S\"\n  by Josef Hartl",
        "place mill \"Mill\" in New Styria",
    ]));
    insta::assert_snapshot!(gallery_of_statements(&[
        "arrest: patient Mill Bridge, place turin",
        "arrest: patient mill bridge, place turin",
        "arrest: patient the mill bridge",
        "Eva Brandt.post: engineer",
        "Eva Brandt was arrested",
        "arrest: after Brandt is arrested",
        "arrest: after Eva Brandt",
    ]));
    for right in [
        "arrest: place Turin, on Saturday",
        "arrest: on Saturday after Brandt",
        "Arrest: place Turin",
    ] {
        let read = gallery_of_statements(&[right]);
        assert_eq!(read.lines().count(), 3, "{read}");
    }
}

#[test]
fn what_stands_before_the_time_of_a_source() {
    insta::assert_snapshot!(gallery(&[
        "source s \"S\"\n  published on 2018-06-17",
        "source s \"S\"\n  published on Sunday",
        "source s \"S\"\n  published in June 2018",
        "source s \"S\"\n  published: 2018-06-17",
        "source s \"S\"\n  published = 17.6.2018",
        "claim \"x\" told on Tuesday",
    ]));
}

#[test]
fn ids_of_several_words() {
    insta::assert_snapshot!(gallery_of_statements(&[
        "owner of bridge: republic",
        "bridge collapse: place turin",
        "hartl resignation, on Tuesday",
    ]));
}

#[test]
fn lines_that_go_on_and_are_not_indented_deeper() {
    insta::assert_snapshot!(gallery_of_statements(&[
        "collapse: patient bridge,\n  place riverside, on Saturday evening",
        "collapse: patient bridge,\n  place riverside,\n    on Saturday,\n reason rust",
        "bridge.owner: republic,\n  since 2011",
        "collapse: patient bridge,\n  plan arrest",
        "collapse: patient bridge,\n  arrest: place riverside",
    ]));
}

/// What goes on with a statement is read as a part of it, by whoever reads the file.
#[test]
fn lines_that_go_on_are_read() {
    let file = file(
        "claim \"x\"\n  collapse: patient bridge,\n  place riverside, on 2018\n  arrest\nplace a \"A\"\n",
    );
    let (tree, mistakes) = read(&file);
    let read = super::claims(&tree).remove(0).statements;
    let spans: Vec<&str> = read.iter().map(|one| file.slice(one.span)).collect();
    assert_eq!(
        spans,
        [
            "collapse: patient bridge,\n  place riverside, on 2018",
            "arrest"
        ]
    );
    assert_eq!((mistakes.len(), tree.entries.len()), (1, 2));
    let declared: Vec<_> = super::super::declarations(FileId(0), &file).collect();
    assert_eq!(declared.len(), 1);
}

#[test]
fn numbers_as_they_are_written_elsewhere() {
    let values = [
        "12+",
        "12 or more",
        "12 or fewer",
        ">= 12",
        "≤12",
        "> 12",
        "~12",
        "over 12",
        "up to 12",
        "minimum 12",
        "12 or 13",
        "12 or so",
    ];
    let values = values.map(|value| format!("fire.deaths: {value}"));
    insta::assert_snapshot!(gallery_of_statements(&values));
    insta::assert_snapshot!(gallery_of_statements(&[
        "fire: deaths: at least 12",
        "fire: deaths: 12, place turin",
        "deaths: at least 12",
    ]));
}

#[test]
fn bounds_of_times_as_they_are_spoken() {
    insta::assert_snapshot!(gallery_of_clauses(&[
        "no later than 24 hours after release",
        "not later than 24 hours before release, place turin",
        "no earlier than two days after release",
        "later than 2 days after release",
        "no more than 24 hours after release",
        "not less than 24 hours before release",
        "later than release",
        "earlier than 2018-07-01",
        "no later than release",
        "no earlier than release",
        "around 2018-07-01",
        "on 2018-07-01 or 2018-07-02",
        "on Saturday or Sunday, place turin",
    ]));
}

#[test]
fn what_stands_at_another_place_or_is_too_much() {
    insta::assert_snapshot!(gallery(&[
        "place velm \"Velm\", in styria is town",
        "place velm \"Velm\"\n  aliases \"V.\"",
        "claim by hartl \"gone\" told 2018-06-20\n  arrest",
        "claim \"x\"\n  warning: not",
        "claim \"x\"\n  warning: no, place turin",
        "bridge \"Mill Bridge\"",
    ]));
}
