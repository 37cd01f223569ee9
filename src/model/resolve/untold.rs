//! Words that name nobody and nothing: `unknown` as a value, `anonymous` as a speaker. To declare them would make one of many, and
//! different from everybody else, and so contradict those who know.

use super::names::folded;

/// What to write for a value that says that nothing is said: `agent unknown`, `spouse: none`.
pub(super) fn instead_of_untold(name: &str) -> Option<&'static str> {
    Some(match &*folded(name) {
        "unknown" | "unclear" | "unspecified" | "unidentified" | "unnamed" | "undisclosed"
        | "undetermined" | "unconfirmed" | "uncertain" | "undated" | "anonymous" | "someone"
        | "somebody" | "something" | "somewhere" | "tbd" | "tba" | "tbc" | "na" | "n_a"
        | "null" => "Leave out what the source does not tell: who is silent contradicts nobody.",
        "none" | "nobody" | "noone" | "no_one" | "no one" | "nothing" | "nowhere" | "nil" => {
            "Leave it out: that there is none cannot be said. To deny what another source says, write `not` before the role or before the \
             value of an attribute: `not agent eva`, `spouse: not eva`."
        }
        _ => return None,
    })
}

/// Words for a speaker of whom nothing is known but that he or she speaks, in quotation marks as a claim would have them.
pub(super) fn nobody_in_particular(name: &str) -> Option<&'static str> {
    Some(match &*folded(name) {
        "anonymous" | "anon" | "anonymously" => "\"an anonymous witness\"",
        "unknown" | "unidentified" | "unnamed" | "undisclosed" | "unspecified" | "someone"
        | "somebody" => "\"an unnamed person\"",
        "witness" | "eyewitness" => "\"a witness\"",
        "witnesses" | "eyewitnesses" => "\"witnesses\"",
        "source" => "\"a source\"",
        "sources" | "insiders" => "\"sources\"",
        "survivor" => "\"a survivor\"",
        "survivors" => "\"survivors\"",
        "resident" => "\"a resident\"",
        "residents" | "locals" => "\"residents\"",
        "neighbour" | "neighbor" => "\"a neighbour\"",
        "neighbours" | "neighbors" => "\"neighbours\"",
        "bystander" => "\"a bystander\"",
        "expert" => "\"an expert\"",
        "experts" => "\"experts\"",
        _ => return None,
    })
}

/// The same of those who may be one and the same in all claims, with the word that would declare them.
pub(super) fn perhaps_one(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match &*folded(name) {
        "police" => ("\"the police\"", "org"),
        "army" | "military" => ("\"the army\"", "org"),
        "government" => ("\"the government\"", "org"),
        "authorities" => ("\"the authorities\"", "org"),
        "officials" => ("\"officials\"", "org"),
        "prosecutors" | "prosecution" => ("\"the prosecution\"", "org"),
        "investigators" => ("\"investigators\"", "org"),
        "lawyers" => ("\"lawyers\"", "org"),
        "family" | "relatives" => ("\"the family\"", "org"),
        "media" | "press" => ("\"the media\"", "org"),
        "official" => ("\"an official\"", "person"),
        "prosecutor" => ("\"a prosecutor\"", "person"),
        "spokesman" | "spokeswoman" | "spokesperson" => ("\"a spokesperson\"", "person"),
        "lawyer" => ("\"a lawyer\"", "person"),
        _ => return None,
    })
}
