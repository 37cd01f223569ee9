//! Words that people write who do not yet know those of the language, with the words that are meant.

/// The word that begins an entry meant by another.
pub(super) fn keyword(found: &str) -> Option<&'static str> {
    Some(match found.to_ascii_lowercase().as_str() {
        "people" | "persons" | "human" | "man" | "woman" | "individual" | "character" => "person",
        "organisation" | "organization" | "company" | "agency" | "institution" | "group"
        | "party" | "authority" => "org",
        "location" | "city" | "town" | "village" | "country" | "region" | "site" => "place",
        "concept" | "notion" | "category" | "class" | "value" => "term",
        "object" | "item" | "vehicle" | "weapon" => "thing",
        "incident" | "happening" | "occurrence" | "episode" => "event",
        "type" => "kind",
        "property" | "field" => "attribute",
        "article" | "report" | "document" | "book" | "website" | "webpage" => "source",
        "quote" | "quotation" | "statement" | "passage" | "says" | "said" | "assertion" => "claim",
        _ => return None,
    })
}

/// The word before an event meant by another.
pub(super) fn stance(found: &str) -> Option<&'static str> {
    Some(match found {
        "planned" | "plans" | "planning" | "intended" => "plan",
        "denied" | "denies" | "no" | "never" => "not",
        "doubted" | "doubts" => "doubt",
        _ => return None,
    })
}

/// The word of a line below an entry meant by another; `known` are those of the entry.
pub(super) fn line_word(found: &str, known: &[&str]) -> Option<&'static str> {
    let meant = match found.to_ascii_lowercase().as_str() {
        "date" | "dated" | "day" | "issued" | "posted" => "published",
        "author" | "writer" | "speaker" | "reporter" | "signed" => "by",
        "link" | "web" | "website" | "href" | "page" => "url",
        "file" | "path" | "transcript" | "body" => "text",
        "outlet" | "newspaper" | "agency" | "medium" => "publisher",
        "timezone" | "tz" => "zone",
        "quotes" | "sources" | "via" | "source" => "cites",
        "aka" | "aliases" | "name" | "names" | "nickname" | "also" | "known" => "alias",
        "coordinates" | "location" | "gps" | "latitude" => "at",
        "not" | "different" | "unlike" => "distinct",
        "because" | "comment" | "note" => "reason",
        "state" => "status",
        _ => return None,
    };
    known.contains(&meant).then_some(meant)
}
