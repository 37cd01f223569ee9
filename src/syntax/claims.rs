//! Claims: the hedge, the passage, who speaks, through whom and when.

use super::errors::{Mistake, cut, shown};
use super::reader::{Parsed, Reader, Step, maybe, not_this, text_read, wrong};
use super::suggest::nearest;
use super::tree::{Claim, Clauses, Entry, Hedge};
use super::words::{at_end, first_line, mark, skip_space, the, word};
use crate::text::Span;

/// The words for how strongly a claim is made.
pub(super) const HEDGES: [(&str, Hedge); 4] = [
    ("confirmed", Hedge::Confirmed),
    ("reportedly", Hedge::Reportedly),
    ("allegedly", Hedge::Allegedly),
    ("rumoured", Hedge::Rumoured),
];

/// The words behind the passage.
pub(super) const ATTRIBUTIONS: [&str; 3] = ["by", "via", "told"];

pub(super) fn empty_claim<'t>(span: Span) -> Claim<'t> {
    Claim {
        span,
        hedge: Hedge::Stated,
        passage: None,
        broken: false,
        by: None,
        via: Vec::new(),
        told: None,
        statements: Vec::new(),
    }
}

impl<'t> Reader<'t> {
    /// `reportedly "freed on a technicality" by interior_ministry via "Italian media"`. A claim stays one, whatever is wrong here, so
    /// that its statements are read.
    pub(super) fn claim(&self, input: &'t str, entry: &mut Entry<'t>) -> Parsed<'t, ()> {
        let Entry::Claim(claim) = entry else {
            return not_this();
        };
        if let Err(error) = self.claim_head(input, claim) {
            self.keep(error, || self.misfit(input, "a passage in quotation marks"));
            claim.broken = true;
        }
        Ok((&input[input.len()..], ()))
    }

    /// What stands behind `claim`
    fn claim_head(&self, input: &'t str, claim: &mut Claim<'t>) -> Step<'t, ()> {
        if mark(":", input).is_ok() {
            let at = skip_space(input);
            let message = "no mark stands behind `claim`";
            let mistake = Mistake::new(self.span(&at[..1]), message, "expected the passage");
            return wrong(mistake.advise(
                "Write `claim` and the passage in quotation marks, with a space between.",
            ));
        }
        let (rest, hedge) = maybe(input, self.hedge(input))?;
        claim.hedge = hedge.unwrap_or(Hedge::Stated);
        let begin = rest;
        let (mut rest, passage) = maybe(rest, self.string(rest))?;
        if let Some(mistake) = passage
            .filter(|passage| !passage.long)
            .and_then(|_| self.marks_inside(begin, rest))
        {
            return wrong(mistake);
        }
        claim.passage = passage;
        while !at_end(rest) {
            rest = self.attribution(rest, claim)?.0;
        }
        Ok((rest, ()))
    }

    /// `reportedly`
    fn hedge(&self, input: &'t str) -> Parsed<'t, Hedge> {
        let (rest, found) = word(input)?;
        if let Some(&(_, hedge)) = HEDGES.iter().find(|(word, _)| *word == found) {
            return Ok((rest, hedge));
        }
        if ATTRIBUTIONS.contains(&found) {
            return not_this();
        }
        let mistake = Mistake::new(
            self.span(found),
            format!("{} is no hedge", shown(found)),
            "expected `confirmed`, `reportedly`, `allegedly`, `rumoured`, or the passage in quotation marks",
        );
        match nearest_hedge(found) {
            // What follows can be read all the same, as weakly as it is meant.
            Some((meant, hedge)) => {
                self.note(mistake.advise_nearest(Some(meant)));
                Ok((rest, hedge))
            }
            // So does this; that it is hedged is all that is known.
            None if skip_space(rest).starts_with(['"', '“', '„', '«']) => {
                self.note(mistake.advise(
                    "The hedges are, from the strongest to the weakest, `confirmed`, none at all, `reportedly`, `allegedly` and `rumoured`: write the one that comes nearest.",
                ));
                Ok((rest, Hedge::Rumoured))
            }
            None if skip_space(rest).starts_with(':') => {
                wrong(mistake.advise("A statement stands on the line below `claim`, indented."))
            }
            None => wrong(mistake.advise("The passage stands in quotation marks: claim \"…\".")),
        }
    }

    /// `"he said "stop" and left"`, `rest` being the text behind what reads as the passage: a word sticks to its last mark, and more
    /// marks follow.
    fn marks_inside(&self, begin: &'t str, rest: &'t str) -> Option<Mistake> {
        let line = first_line(rest);
        let (next, last) = (line.find('"')?, line.rfind('"')?);
        let sticks = line.starts_with(|c: char| c.is_alphanumeric() || c == '"');
        let is_next = word(line).is_ok_and(|(_, found)| ATTRIBUTIONS.contains(&found));
        if !sticks || is_next {
            return None;
        }
        let mark = &self.before(rest)[self.before(rest).len() - 1..];
        let mistake = Mistake::new(
            self.span(mark),
            "a quotation mark inside a passage ends it",
            "the passage ends here, and words follow",
        );
        let all = format!("{}{}", &text_read(begin, rest)[1..], &line[..last]);
        let escaped = format!("\"{}\"", all.replace('"', "\\\""));
        // With more marks some of them may stand around who speaks.
        let closes = !line[..next].ends_with(char::is_whitespace);
        let is_clear = closes && !all.contains('\\') && line.matches('"').count() == 2;
        let long = "put `\"\"\"` before and behind the whole passage, inside which nothing needs a backslash";
        Some(mistake.advise(match is_clear && cut(&escaped) == escaped {
            true => format!("Write `{escaped}`; or {long}."),
            false => format!("Write `\\\"` for each mark inside the passage; or {long}."),
        }))
    }

    /// `by interior_ministry`, `via "Italian media"`, `told 2025-12-03`
    fn attribution(&self, input: &'t str, claim: &mut Claim<'t>) -> Parsed<'t, ()> {
        let (rest, found) = match word(input) {
            Ok(read) => read,
            Err(_) if claim.passage.is_none() && skip_space(input).starts_with('"') => {
                return self.late_passage(input, claim);
            }
            Err(_) => {
                if let Some(mistake) = self.hyphened_words(input) {
                    return wrong(mistake);
                }
                let mistake = self.misfit(input, "`by`, `via`, `told` or the end of the line");
                return wrong(match mark(",", input) {
                    Ok(_) => Mistake {
                        message: "this comma has no meaning here".to_owned(),
                        ..mistake.advise("What stands behind a passage is not parted by commas, and the line ends with none.")
                    },
                    Err(_) => mistake,
                });
            }
        };
        match found {
            "by" => {
                let (rest, speaker) = self.speaker(rest)?;
                self.once(&mut claim.by, speaker, found);
                Ok((rest, ()))
            }
            "via" => {
                let (rest, speakers) = self.speakers(rest)?;
                claim.via.extend(speakers);
                Ok((rest, ()))
            }
            "told" => self.time_line(rest, &mut claim.told, found),
            _ => wrong(self.no_attribution(input, found)),
        }
    }

    /// `claim by west "…"`, from the passage on: a mistake that is read as it is meant.
    fn late_passage(&self, input: &'t str, claim: &mut Claim<'t>) -> Step<'t, ()> {
        let (rest, passage) = self.string(input)?;
        claim.passage = Some(passage);
        let message = "the passage stands right behind `claim` and the hedge";
        let expected = "expected it before `by`, `via` and `told`";
        let mistake = Mistake::new(passage.span, message, expected);
        self.note(mistake.advise("Write the passage first: `claim \"…\" by …`."));
        Ok((rest, ()))
    }

    /// `west, "civil society groups"`
    fn speakers(&self, input: &'t str) -> Parsed<'t, Vec<super::tree::Reference<'t>>> {
        let (mut rest, first) = self.speaker(input)?;
        let mut speakers = vec![first];
        while let Ok((behind, _)) = mark(",", rest) {
            let (behind, next) = self.speaker(behind)?;
            speakers.push(next);
            rest = behind;
        }
        Ok((rest, speakers))
    }

    fn no_attribution(&self, input: &'t str, found: &'t str) -> Mistake {
        let mistake = self.misfit(input, "`by`, `via`, `told` or the end of the line");
        if HEDGES.iter().any(|(hedge, _)| *hedge == found) {
            return mistake.advise(format!(
                "The hedge stands before the passage: `claim {found} \"…\"`."
            ));
        }
        match found {
            "and" => mistake.advise(
                "One speaker stands behind `by`: write a claim for each of them, or declare what they are together: `org ID \"…\"`.",
            ),
            "according" => mistake.advise("Write `by` and who says it."),
            _ => mistake.advise_nearest(nearest(found, &ATTRIBUTIONS)),
        }
    }

    /// A statement
    pub(super) fn claim_line(&self, input: &'t str, claim: &mut Claim<'t>) -> Step<'t, ()> {
        if claim.statements.is_empty() {
            // Nearly always it is the only one.
            claim.statements = Vec::with_capacity(1);
        }
        self.statement(input, &mut claim.statements)
    }

    /// Whether a line that is indented deeper than a statement goes on with its clauses.
    pub(super) fn continues(&self, input: &'t str) -> bool {
        the("as", input).is_ok()
            || matches!(self.clause(input, &mut Clauses::new()), Ok((rest, ())) if at_end(rest) || mark(",", rest).is_ok())
    }

    pub(super) fn no_comma_above(&self, input: &'t str) -> Mistake {
        let first = word(input).map_or(input, |(_, word)| word);
        Mistake::new(
            self.span(first),
            "this line goes on with the one above, which does not end in a comma",
            "expected a comma at the end of the line above",
        )
    }
}

/// The hedge that was probably meant.
fn nearest_hedge(found: &str) -> Option<(&'static str, Hedge)> {
    let known = ["confirmed", "reportedly", "allegedly", "rumoured"];
    let meant = match found {
        "rumored" => "rumoured",
        "reported" => "reportedly",
        "alleged" | "supposedly" => "allegedly",
        _ => nearest(found, &known)?,
    };
    HEDGES.iter().copied().find(|(word, _)| *word == meant)
}
