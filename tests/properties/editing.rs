//! A case that is edited while somebody looks at it tells at every moment what a fresh look at its files tells.

use belie::analysis::{Analysis, Session, Setting};
use belie::text::{ReadError, Reader};
use proptest::prelude::*;

use crate::declaring;
use crate::dice::{Dice, Tape};
use crate::mess::{self, Style};
use crate::support::Case;

/// Several cases in one, that share their people and nothing else: what is edited in one of them can touch the others only by these.
fn joined(cases: &[Vec<Tape>]) -> Case {
    let mut whole = Case::default();
    let mut declared = String::new();
    for (number, tapes) in cases.iter().enumerate() {
        let written = mess::draft(tapes, Style::default()).0.write();
        for (path, text) in &written.case.files {
            let (entities, rest): (Vec<&str>, Vec<&str>) = text
                .split_inclusive('\n')
                .partition(|line| line.starts_with(['p', 't']));
            if number == 0 {
                declared.extend(entities);
            }
            whole
                .files
                .insert(format!("{number}{path}"), numbered(&rest.concat(), number));
        }
    }
    whole.with("case.claims", &declared)
}

/// The text with every name of an event or source its own.
fn numbered(text: &str, number: usize) -> String {
    let names = [
        "arrest", "release", "flight", "siege", "plea", "daily", "weekly", "court", "letter",
    ];
    let mut numbered = String::new();
    for line in text.split_inclusive('\n') {
        if line.starts_with("event ") {
            let (head, kind) = line.split_once(": ").unwrap();
            let kind = kind
                .split_once(" of ")
                .map_or(kind.to_owned(), |(kind, of)| {
                    format!("{kind} of {}", words(of, &names, number))
                });
            numbered += &format!("{}: {kind}", words(head, &names, number));
        } else {
            numbered += &words(line, &names, number);
        }
    }
    numbered
}

/// The text with a number behind each of these names.
fn words(text: &str, names: &[&str], number: usize) -> String {
    let mut done = String::new();
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    for word in text.split_inclusive(|c| !is_letter(c)) {
        let name = word.trim_end_matches(|c| !is_letter(c));
        done += name;
        if names.contains(&name) {
            done += &format!("_{number}");
        }
        done += &word[name.len()..];
    }
    done
}

/// One edit, as a writer makes it: a line goes, comes from elsewhere, changes, or is half written. Most are made among claims.
fn edit(case: &mut Case, dice: &mut Dice<'_>) -> String {
    let anywhere = dice.once_in(10);
    let paths = case.files.keys().filter(|path| path.ends_with(".claims"));
    let paths: Vec<String> = paths.cloned().collect();
    let sources: Vec<String> = paths
        .iter()
        .filter(|path| anywhere || !path.ends_with("case.claims"))
        .cloned()
        .collect();
    let path = dice.pick(&sources).clone();
    let mut own = lines(&case.files[&path]);
    let other = lines(&case.files[dice.pick(&sources)]);
    let heads = |lines: &[String]| lines.iter().position(|line| line.starts_with("claim"));
    let first = heads(&own).filter(|_| !anywhere).unwrap_or(0);
    let at = first + dice.roll((own.len() - first).max(1));
    let from = heads(&other).unwrap_or(0);
    let from = from + dice.roll((other.len() - from).max(1));
    match dice.roll(8) {
        0 | 1 if !own.is_empty() => {
            own.remove(at);
        }
        2 | 3 => own.extend(other.get(from).cloned()),
        4 | 5 => {
            let at = at.min(own.len());
            let copied = other.iter().skip(from).take(2).cloned();
            own.splice(at..at, copied);
        }
        6 if !own.is_empty() => own[at] = own[at].replacen(['1', '2'], "3", 1),
        _ if !own.is_empty() => {
            let half = own[at].chars().count() / 2;
            own[at] = own[at].chars().take(half).chain(['\n']).collect();
        }
        _ => {}
    }
    case.files.insert(path.clone(), own.concat());
    path
}

fn lines(text: &str) -> Vec<String> {
    text.split_inclusive('\n').map(str::to_owned).collect()
}

struct Texts;

impl Reader for Texts {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        let mut texts = declaring::TEXTS.iter();
        let text = texts.find(|(known, _)| *known == path);
        text.map_or(Err(ReadError::Missing), |(_, text)| Ok((*text).to_owned()))
    }
}

/// All that a look tells.
fn told(analysis: &Analysis) -> String {
    format!(
        "{:#?}\n{:#?}\n{:#?}\n{:?}",
        analysis.diagnostics,
        analysis.passages,
        analysis.facts(),
        analysis.summary
    )
}

/// Whether two looks tell the same.
fn alike(one: &Analysis, other: &Analysis) -> bool {
    let facts = |analysis: &Analysis| {
        let facts = analysis.facts();
        (facts.sources().to_vec(), facts.iter().collect::<Vec<_>>())
    };
    one.diagnostics == other.diagnostics
        && one.passages().eq(other.passages())
        && one.summary == other.summary
        && facts(one) == facts(other)
}

/// After every edit the session tells what a fresh look tells.
pub fn an_edited_case_is_told_as_a_fresh_one(
    cases: &[Vec<Tape>],
    edits: &[Tape],
) -> Result<(), TestCaseError> {
    follow(joined(cases), edits, edit)
}

/// The same where most edits are made in what is declared.
pub fn a_case_declared_otherwise_is_told_as_a_fresh_one(
    cases: &[Vec<Tape>],
    edits: &[Tape],
) -> Result<(), TestCaseError> {
    let mut case = joined(cases);
    for (number, claim) in declaring::NAMING.iter().enumerate() {
        let paths: Vec<String> = case.files.keys().cloned().collect();
        let path = &paths[number % (paths.len() - 1)];
        case.files.entry(path.clone()).or_default().push_str(claim);
    }
    for (path, text) in declaring::TEXTS {
        case.files.insert(path.to_owned(), text.to_owned());
    }
    follow(case, edits, |case, dice| match dice.once_in(4) {
        true => edit(case, dice),
        false => declaring::edit(case, dice),
    })
}

/// A case through a series of edits.
fn follow(
    mut case: Case,
    edits: &[Tape],
    edit: impl Fn(&mut Case, &mut Dice<'_>) -> String,
) -> Result<(), TestCaseError> {
    let mut session = Session::new(Box::new(Texts), Setting::default());
    for (path, text) in &case.files {
        if path.ends_with(".claims") {
            session.set(path, text.clone());
        }
    }
    session.analysis();
    for tape in edits {
        let before = case.clone();
        let path = edit(&mut case, &mut Dice::new(tape));
        session.set(&path, case.files[&path].clone());
        let (edited, fresh) = (session.analysis(), case.check());
        if !alike(edited, &fresh) {
            let (edited, fresh) = (told(edited), told(&fresh));
            let differs = edited
                .lines()
                .zip(fresh.lines())
                .find(|(one, two)| one != two);
            return Err(TestCaseError::fail(format!(
                "{differs:#?}\nin {path}, which was\n{}\nand is\n{}\nin\n{}",
                before.files[&path],
                case.files[&path],
                case.files.values().cloned().collect::<String>()
            )));
        }
    }
    Ok(())
}
