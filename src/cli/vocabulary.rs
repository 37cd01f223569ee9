//! `belie vocabulary`: what may be said, built in or in a case.

use std::path::Path;

use super::args::{VocabularyArgs, VocabularyFormat};
use super::{Answer, Surroundings, case, page_width};
use crate::analysis::vocabulary::{self, Unknown, Vocabulary};
use crate::report;
use crate::text::Files;

/// Runs the command.
pub(super) fn vocabulary(args: &VocabularyArgs, surroundings: Surroundings) -> Answer {
    let all = match read(args.case.as_deref()) {
        Ok(all) => all,
        Err(complaint) => return Answer::wrong(&complaint),
    };
    let looked_up = !args.names.is_empty();
    let told = match looked_up {
        true => all.only(&args.names),
        false => Ok(all.clone()),
    };
    let told = match told {
        Ok(told) => told,
        Err(unknown) => return Answer::wrong(&nothing(&unknown)),
    };
    let mut answer = Answer::good(match args.format {
        VocabularyFormat::Human => {
            report::vocabulary::human(&told, looked_up, page_width(surroundings))
        }
        VocabularyFormat::Json => report::vocabulary::json(&told),
        VocabularyFormat::Claims if args.case.is_none() && !looked_up => {
            vocabulary::text().to_owned()
        }
        VocabularyFormat::Claims => report::vocabulary::claims(&told),
    });
    if all.mistakes > 0 {
        answer.complaint =
            "belie: the claim files have mistakes, so something may be missing (belie check)\n"
                .to_owned();
    }
    answer
}

fn read(case: Option<&Path>) -> Result<Vocabulary, String> {
    let files = match case {
        Some(path) => case::read(path)?.files,
        None => Files::default(),
    };
    Ok(vocabulary::of(&files))
}

fn nothing(unknown: &Unknown) -> String {
    let Unknown { name, near } = unknown;
    let more = match near {
        Some(near) => format!("did you mean {near}?"),
        None => "`belie vocabulary` lists what there is".to_owned(),
    };
    format!("nothing in the vocabulary is called \"{name}\" or speaks of it; {more}")
}
