//! Markdown as GitHub and GitLab read it: for a job summary or a comment on a pull request.

use std::io::{self, Write};

use super::facts::{is_shared, least_by_key};
use super::ways_out::way_out;
use super::words::{
    self, Part, count, dispute_sentence, labels, leading_first, list_to, mark_sentence, more_line,
    place, plus, repeats, who, who_hedged, with_alike,
};
use super::{Options, Selection, summary};
use crate::analysis::{Analysis, Fact, FactAccount, Facts};
use crate::diagnostic::{Diagnostic, More, Severity};
use crate::text::{Files, visible};

/// A comment on GitHub has 65 536 characters at most; what would be longer is counted instead.
const LONGEST: usize = 60_000;
/// So many claims of a side are shown before the rest are folded away.
const UNFOLDED: usize = 8;
/// So many facts are shown; those with most accounts first.
const FACTS: usize = 40;
/// So many ways out are shown.
const WAYS: usize = 4;

/// The report, which is never long.
pub(super) fn write(analysis: &Analysis, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(text(analysis, options).as_bytes())
}

fn text(analysis: &Analysis, options: &Options) -> String {
    let mut text = format!("## Belie: {}\n\n", escaped(&heading(analysis)));
    let selection = Selection::of(analysis, options);
    let all: Vec<&Diagnostic> = [&selection.shown[..], &selection.left_out[..]].concat();
    let mut written = 0;
    for diagnostic in &selection.shown {
        let part = section(&analysis.files, diagnostic, options);
        if text.chars().count() + part.chars().count() > LONGEST {
            break;
        }
        text.push_str(&part);
        written += 1;
    }
    if let Some(left_out) = summary::left_out(&all[written..]) {
        text.push_str(&format!("{}\n\n", escaped(&left_out)));
    }
    text.push_str(&format!("{}\n", escaped(&summary::sentence(analysis))));
    let facts = facts(analysis.facts());
    if text.chars().count() + facts.chars().count() <= LONGEST {
        text.push_str(&facts);
    }
    text
}

/// Who says what of the facts that several sources speak of, as a folded table.
fn facts(all: Facts<'_>) -> String {
    let mut several = 0;
    let shared = all.iter().filter(is_shared).inspect(|_| several += 1);
    let most_first = |fact: &Fact| std::cmp::Reverse(fact.accounts.len());
    let mut facts = least_by_key(shared, FACTS, most_first);
    if facts.is_empty() {
        return String::new();
    }
    facts.sort_by_key(most_first);
    let mut text = format!(
        "\n<details><summary>Who says what of {}</summary>\n\n| fact | what is said | said by | origins |\n| --- | --- | --- | --- |\n",
        count(
            several,
            "fact that several sources speak of",
            "facts that several sources speak of"
        )
    );
    for fact in &facts {
        for account in &fact.accounts {
            text.push_str(&fact_row(fact, account));
        }
    }
    text.push_str("\n</details>\n");
    if several > facts.len() {
        text.push_str(&format!("\n… and {} more\n", several - facts.len()));
    }
    text
}

fn fact_row(fact: &Fact, account: &FactAccount) -> String {
    let origins = match account.unknown {
        0 => account.origins.to_string(),
        unknown => format!("{}, {unknown} of them unknown", account.origins),
    };
    format!(
        "| {} | {} | {} | {origins} |\n",
        escaped(&fact.words),
        escaped(&account.value),
        escaped(&list_to(&account.sources, UNFOLDED)),
    )
}

fn heading(analysis: &Analysis) -> String {
    if analysis.summary.claims == 0 {
        String::from("nothing was checked")
    } else {
        summary::came_of_it(analysis)
    }
}

fn section(files: &Files, diagnostic: &Diagnostic, options: &Options) -> String {
    let icon = match diagnostic.severity {
        Severity::Mistake => "⛔",
        Severity::Contradiction => "🔴",
        Severity::Tension => "🟡",
        Severity::Gap => "⚪",
    };
    let mut text = format!(
        "### {icon} {}: {}\n\n",
        diagnostic.severity,
        prose(&diagnostic.message)
    );
    for &mark in &diagnostic.marks {
        text.push_str(&format!("**{}**\n\n", escaped(mark_sentence(mark))));
    }
    if let Some(disputed) = &diagnostic.disputed {
        text.push_str(&format!("{}\n\n", escaped(&dispute_sentence(disputed))));
    }
    sides(&mut text, files, diagnostic, &options.from_repository);
    table(&mut text, diagnostic);
    arithmetic(&mut text, diagnostic);
    ways_out(&mut text, files, diagnostic);
    sentences(&mut text, "This rests on", &diagnostic.premises);
    sentences(&mut text, "What to do", &diagnostic.advice);
    foot(&mut text, diagnostic);
    text
}

/// Who says what: a list an account, or one list.
fn sides(text: &mut String, files: &Files, diagnostic: &Diagnostic, prefix: &str) {
    let mut told = vec![false; diagnostic.labels.len()];
    for account in &diagnostic.accounts {
        text.push_str(&format!("**{}**\n\n", escaped(&account.value)));
        let own: Vec<usize> = account
            .labels
            .iter()
            .copied()
            .filter(|&at| at < told.len())
            .collect();
        own.iter().for_each(|&at| told[at] = true);
        claims(text, files, diagnostic, &own, prefix);
    }
    let rest: Vec<usize> = leading_first(diagnostic)
        .into_iter()
        .filter(|&at| !told[at])
        .collect();
    claims(text, files, diagnostic, &rest, prefix);
}

/// A list of claims; a long one folds.
fn claims(
    text: &mut String,
    files: &Files,
    diagnostic: &Diagnostic,
    numbers: &[usize],
    prefix: &str,
) {
    if numbers.is_empty() {
        return;
    }
    let (open, folded) = numbers.split_at(UNFOLDED.min(numbers.len()));
    for &at in open {
        text.push_str(&claim(files, diagnostic, at, prefix));
    }
    if !folded.is_empty() {
        let more = count(folded.len(), "more", "more");
        text.push_str(&format!("\n<details><summary>{more}</summary>\n\n"));
        for &at in folded {
            text.push_str(&claim(files, diagnostic, at, prefix));
        }
        text.push_str("\n</details>\n");
    }
    text.push('\n');
}

fn claim(files: &Files, diagnostic: &Diagnostic, at: usize, prefix: &str) -> String {
    let label = &diagnostic.labels[at];
    let mut parts = Vec::new();
    if label.said().source.is_some() {
        parts.push(format!("**{}**", escaped(&who_hedged(label))));
    }
    if let Some(passage) = &label.said().passage {
        parts.push(format!("“{}”", escaped(passage.trim())));
    }
    let accounts = diagnostic
        .accounts
        .iter()
        .filter(|account| account.labels.contains(&at));
    let mut values = accounts.map(|account| account.value.as_str()).chain([""]);
    if !values.any(|value| repeats(label, value)) {
        parts.push(prose(&label.text));
    }
    let place = code(&place(files, label.location, prefix));
    if parts.is_empty() {
        return format!("- {place}\n");
    }
    format!("- {} ({place})\n", parts.join(": "))
}

fn table(text: &mut String, diagnostic: &Diagnostic) {
    let Some(table) = &diagnostic.table else {
        return;
    };
    text.push_str(&format!(
        "{}:\n\n| open | because of |\n| --- | --- |\n",
        escaped(&table.heading)
    ));
    for row in &table.rows {
        let said: Vec<String> = labels(diagnostic, &row.labels)
            .into_iter()
            .zip(&row.texts)
            .map(|(label, text)| {
                escaped(&format!("{}: {text}", with_alike(who(label), &row.alike)))
            })
            .collect();
        text.push_str(&format!(
            "| {} | {} |\n",
            escaped(&row.open),
            said.join("<br>+ ")
        ));
    }
    text.push('\n');
    more(text, table.more, "more chain", "more chains");
    text.push_str(&format!("{}\n\n", escaped(&table.conclusion)));
}

/// The first proof, folded away.
fn arithmetic(text: &mut String, diagnostic: &Diagnostic) {
    let Some(chain) = diagnostic
        .chains
        .iter()
        .find(|chain| !chain.steps.is_empty())
    else {
        return;
    };
    text.push_str("<details><summary>Why these cannot all be true, step by step</summary>\n\n");
    for step in &chain.steps {
        let label = step.label.and_then(|at| diagnostic.labels.get(at));
        let name = label.map_or_else(|| String::from("so"), who);
        text.push_str(&format!(
            "1. **{}** {}\n",
            escaped(&name),
            escaped(&step.text)
        ));
    }
    text.push_str("\n</details>\n\n");
}

fn ways_out(text: &mut String, files: &Files, diagnostic: &Diagnostic) {
    if diagnostic.ways_out.is_empty() {
        return;
    }
    text.push_str("Ways out, smallest first (logic, not a verdict):\n\n");
    for way in diagnostic.ways_out.iter().take(WAYS) {
        let way = way_out(files, diagnostic, way);
        text.push_str(&format!("- {}\n", escaped(&way)));
    }
    text.push('\n');
    let hidden = diagnostic.ways_out.len().saturating_sub(WAYS);
    more(
        text,
        plus(diagnostic.more_ways_out, hidden),
        "more way",
        "more ways",
    );
}

fn more(text: &mut String, more: More, one: &str, many: &str) {
    if let Some(line) = more_line(more, one, many) {
        text.push_str(&format!("{line}\n\n"));
    }
}

fn sentences(text: &mut String, heading: &str, sentences: &[String]) {
    if sentences.is_empty() {
        return;
    }
    text.push_str(&format!("{heading}:\n\n"));
    for sentence in sentences {
        text.push_str(&format!("- {}\n", prose(sentence)));
    }
    text.push('\n');
}

fn foot(text: &mut String, diagnostic: &Diagnostic) {
    let fingerprint = diagnostic
        .fingerprint
        .map_or_else(String::new, |fingerprint| {
            format!(" · fingerprint `{fingerprint}`")
        });
    text.push_str(&format!(
        "<sub>`belie explain {}`{fingerprint}</sub>\n\n",
        diagnostic.code
    ));
}

/// Text that Markdown takes as it is, on one line: nothing in it marks up, links, or calls somebody.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let shown = visible(text);
    let mut chars = shown.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '!' => {
                out.push('\\');
                out.push(c);
            }
            // A mention, a reference to an issue, an address: the comment parts it and is not seen.
            '@' | '#' => {
                out.push(c);
                out.push_str("<!-- -->");
            }
            ':' if chars.peek() == Some(&'/') => out.push_str(":<!-- -->"),
            '.' if out.ends_with("www") => out.push_str("<!-- -->."),
            // What would begin a list or a heading stands in the middle of a line only, as every text follows a mark of ours.
            c => out.push(c),
        }
    }
    out
}

/// A sentence in which what stands between backticks is code.
fn prose(text: &str) -> String {
    let part = |part: &Part<'_>| match part {
        Part::Code(text) => code(text),
        Part::Plain(text) => escaped(text),
    };
    words::parts(&visible(text)).iter().map(part).collect()
}

/// Text in a code span whose fence is longer than any run of backticks inside.
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_marks_up_links_or_calls() {
        assert_eq!(
            escaped("<b>*x*</b> [a](b)"),
            "&lt;b&gt;\\*x\\*&lt;/b&gt; \\[a\\](b)"
        );
        assert_eq!(escaped("@dev #12"), "@<!-- -->dev #<!-- -->12");
        assert_eq!(
            escaped("https://x www.x"),
            "https:<!-- -->//x www<!-- -->.x"
        );
        assert_eq!(escaped("a\n# b | c"), "a #<!-- --> b \\| c");
    }

    #[test]
    fn what_is_code_in_a_sentence_is_code() {
        assert_eq!(
            prose("write `place a_b … in c` for <b>"),
            "write `place a_b … in c` for &lt;b&gt;"
        );
        assert_eq!(prose("“a`<i>” `x"), "“a\\`&lt;i&gt;” \\`x");
    }

    #[test]
    fn a_code_span_ends_where_it_should() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("`a``b"), "``` `a``b ```");
    }
}
