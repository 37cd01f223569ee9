; The colours of a claim file. The names are those that Neovim, Helix and Zed know.

(comment) @comment
(string) @string
(number) @number
(date) @string.special
(seal) @string.special.symbol

(name) @variable
(event) @function
(kind) @type
(role) @variable.parameter
(attribute) @property
(source) @constant
(unit) @label

["," ":" "."] @punctuation.delimiter

; What begins an entry, or a line below one.
(entity ["person" "org" "place" "term" "thing"] @keyword)
(event_entry "event" @keyword)
(kind_entry "kind" @keyword)
(attribute_entry . "attribute" @keyword)
(source_entry "source" @keyword)
(claim "claim" @keyword)
(dispute "dispute" @keyword)
(entity_line . ["alias" "distinct" "at"] @keyword)
(kind_line . ["role" "sets" "keeps" "after" "lasts"] @keyword)
(source_line . ["publisher" "published" "text" "url" "zone" "by" "cites" "calendar"] @keyword)
(dispute_line . ["status" "reason" "seen" "by" "date"] @keyword)

; Every other word of the language. Those that begin a line or an entry as well are told apart by where they stand.
[
  "a" "about" "afternoon" "ago" "allegedly" "an" "and" "any" "as" "before" "between" "changes" "confirmed" "day"
  "days" "dormant" "doubt" "during" "early" "eight" "eleven" "end" "evening" "exactly" "five" "fixed" "for" "four"
  "Friday" "friday" "from" "gregorian" "grows" "hour" "hours" "in" "including" "is" "julian" "last" "late" "least"
  "less" "many" "mid" "minute" "minutes" "Monday" "monday" "month" "months" "more" "morning" "most" "next" "night"
  "nine" "noon" "not" "number" "of" "on" "one" "only" "open" "party" "plan" "present" "reportedly" "resolved"
  "rumoured" "same" "Saturday" "saturday" "seven" "since" "six" "start" "Sunday" "sunday" "ten" "than" "this"
  "three" "throughout" "Thursday" "thursday" "time" "to" "today" "told" "tomorrow" "tonight" "Tuesday" "tuesday"
  "twelve" "two" "until" "via" "Wednesday" "wednesday" "week" "weeks" "within" "year" "years" "yesterday"
] @keyword.operator
(kind_line ["person" "org" "place" "term" "thing" "event" "at"] @keyword.operator)
(attribute_entry ["person" "org" "place" "term" "thing" "event"] @keyword.operator)
(claim ["by" "at" "after" "published"] @keyword.operator)
(statement "at" @keyword.operator)
(clause ["at" "after" "published"] @keyword.operator)
(state_time ["after" "published"] @keyword.operator)
(offset ["at" "after" "published"] @keyword.operator)
(duration "at" @keyword.operator)
(source_line "after" @keyword.operator)
(dispute_line ["after" "published"] @keyword.operator)
