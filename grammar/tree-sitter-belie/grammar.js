/**
 * The language of .claims files for tree-sitter: the productions of ../claims.ebnf under the same names, as far as editors need them.
 *
 * Words of the language are no tokens of their own where the grammar does not expect them, so ids may be called as they are. Where a
 * line ends is told by src/scanner.c: at the end of the line, unless that is behind a comma and the next line is indented deeper.
 */

const QUOTED_LONG = /"""([^"]|"[^"]|""[^"])*"""/;
const QUOTED = /"([^"\\\r\n]|\\[^\r\n])*"/;

const MORE_DATE = '([A-Za-z0-9/?~%]|[:+][0-9]|-[A-Za-z0-9?~%-]|\\.[.0-9])*';
const YEAR = '[?~%]?(-?[0-9][0-9X]{3}|XXXX|Y-?[0-9]{4,}|Y-?[0-9]+E[0-9]+)';
const DATE = new RegExp(
  `(\\[[^\\]\\r\\n#]*\\]|\\{[^}\\r\\n#]*\\}|\\.\\.\\/|(\\.\\.|\\/)?${YEAR})${MORE_DATE}`,
);

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const PARTS = ['morning', 'noon', 'afternoon', 'evening', 'night'];
const COUNTS = [
  'a', 'an', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve',
];
const UNITS = ['minute', 'hour', 'day', 'week', 'month', 'year'].flatMap((unit) => [unit, `${unit}s`]);

const several = ($, item) => seq(item, repeat(seq($._comma, item)));
const named = ($, name) => alias($.id, $[name]);
const reference = ($) => choice($.string, named($, 'name'));

module.exports = grammar({
  name: 'belie',

  // `_below`: the end of a line with another one below it; `_margin`: with the next entry or the end of the file;
  // `_goes_on`: a line end behind a comma that ends nothing.
  externals: ($) => [$._below, $._margin, $._goes_on, $._in_error],
  extras: ($) => [/\s/, $.comment],
  word: ($) => $.id,

  conflicts: ($) => [
    [$._time, $._offset_bound],
    [$._time_body, $._count],
  ],

  rules: {
    file: ($) => repeat($._entry),

    _entry: ($) =>
      choice($.entity, $.event_entry, $.kind_entry, $.attribute_entry, $.source_entry, $.claim, $.dispute),

    // Entities and events

    entity: ($) =>
      seq(
        choice('person', 'org', 'place', 'term', 'thing'),
        named($, 'name'),
        optional($.string),
        repeat(seq(choice('in', 'is'), $._references)),
        repeat(seq($._below, $.entity_line)),
        $._margin,
      ),
    entity_line: ($) =>
      choice(
        seq('alias', several($, $.string)),
        seq('distinct', 'from', $._references),
        seq('at', $.number, $._comma, $.number),
      ),

    event_entry: ($) =>
      seq('event', named($, 'event'), ':', named($, 'kind'), optional(seq('of', named($, 'event'))), optional($.string), $._margin),

    // Vocabulary

    kind_entry: ($) =>
      seq(
        'kind',
        named($, 'kind'),
        optional($.string),
        optional(seq('is', several($, named($, 'kind')))),
        repeat(seq($._below, $.kind_line)),
        $._margin,
      ),
    kind_line: ($) =>
      choice(
        seq('role', named($, 'role'), ':', $._value_type, repeat(seq($._comma, $._flag))),
        seq(choice('sets', 'keeps'), named($, 'role'), '.', named($, 'attribute'), ':', $._value),
        seq('after', several($, named($, 'kind'))),
        'lasts',
      ),
    attribute_entry: ($) =>
      seq(
        'attribute',
        named($, 'attribute'),
        optional($.string),
        'of',
        $._value_type,
        ':',
        $._value_type,
        repeat(seq($._comma, $._flag)),
        optional($.string),
        $._margin,
      ),
    _value_type: ($) =>
      choice(
        ...['person', 'org', 'place', 'term', 'thing', 'party', 'event', 'number', 'any'],
        // A flag behind the choices is taken for one here, so that no other id is.
        prec.right(seq('one', 'of', reference($), repeat(seq($._comma, choice(reference($), $._flag))))),
      ),
    _flag: ($) => choice('many', 'present', 'fixed', 'changes', seq('only', 'grows')),

    // Sources

    source_entry: ($) =>
      seq('source', named($, 'source'), optional($.string), repeat(seq($._below, $.source_line)), $._margin),
    source_line: ($) =>
      choice(
        seq(choice('publisher', 'text', 'url', 'zone'), $.string),
        seq('published', $._time),
        seq('by', reference($)),
        seq('cites', several($, named($, 'source'))),
        seq('calendar', choice('julian', 'gregorian')),
      ),

    // Claims

    claim: ($) =>
      seq(
        'claim',
        optional(choice('confirmed', 'reportedly', 'allegedly', 'rumoured')),
        optional(field('passage', $.string)),
        repeat($._attribution),
        repeat(seq($._below, $.statement)),
        $._margin,
      ),
    _attribution: ($) => choice(seq('by', reference($)), seq('via', $._references), seq('told', $._time)),

    statement: ($) => choice($._happening, $._state),
    _happening: ($) => seq(optional($._stance), named($, 'event'), optional(seq(':', several($, $.clause)))),
    _stance: ($) => choice('not', 'doubt', 'plan'),
    _state: ($) => seq(reference($), '.', named($, 'attribute'), ':', $._value, repeat(seq($._comma, $.state_time))),

    // Clauses

    clause: ($) => choice($._event_time, $._role_clause),
    _event_time: ($) =>
      choice(
        $.offset,
        seq('from', $._time, optional(seq('to', $._time))),
        seq(choice('on', 'before', 'after', 'to', 'during'), $._time),
        seq('between', $._time, 'and', $._time),
        seq('same', choice('time', 'day'), 'as', named($, 'event')),
        seq('for', $.duration),
      ),
    _role_clause: ($) => seq(optional($._mode), named($, 'role'), $._items),
    state_time: ($) =>
      choice(
        seq('as', 'of', $._time),
        seq(choice('since', 'until', 'throughout', 'before', 'after', 'during'), $._time),
        seq('from', $._time, 'to', $._time),
      ),

    // Values

    _value: ($) => seq(optional($._mode), $._items),
    _mode: ($) => choice('not', 'only', 'including'),
    _items: ($) => seq($._item, repeat(seq('and', $._item))),
    _item: ($) => choice($._number, reference($)),
    _number: ($) =>
      prec.right(
        seq(
          optional(choice(seq('at', choice('least', 'most')), seq(choice('more', 'less'), 'than'), 'about')),
          $.number,
          optional(seq('to', $.number)),
          optional(named($, 'unit')),
        ),
      ),
    number: () => /-?[0-9]+(\.[0-9]+)?/,

    // Times

    _time: ($) => choice($.offset, seq(optional('about'), $._time_body)),
    _time_body: ($) =>
      choice(
        seq(choice('start', 'end'), 'of', named($, 'event')),
        seq(optional($._third), choice('told', 'published', 'today', 'yesterday', 'tomorrow'), optional($._part)),
        seq(optional($._third), 'tonight'),
        seq(optional($._third), choice('last', 'this', 'next'), choice('week', 'month', 'year', $._part)),
        seq(optional('any'), optional($._third), $._weekday, optional($._part), optional(seq('after', named($, 'event')))),
        seq(optional($._third), optional($._weekday), optional(choice('julian', 'gregorian')), $.date, optional($._part)),
        named($, 'event'),
      ),
    _weekday: () => choice(...WEEKDAYS, ...WEEKDAYS.map((day) => day.toLowerCase())),
    _third: () => choice('early', 'mid', 'late'),
    _part: ($) => seq(optional($._third), choice(...PARTS)),
    date: () => token(prec(1, DATE)),

    offset: ($) => seq(optional($._offset_bound), $._amount, choice('ago', seq(choice('before', 'after', 'of'), $._time))),
    duration: ($) => seq(optional($._offset_bound), $._amount),
    _offset_bound: () =>
      choice(seq('at', choice('least', 'most')), seq(choice('less', 'more'), 'than'), 'about', 'exactly', 'within'),
    _amount: ($) => seq($._count, optional(seq('to', $._count)), choice(...UNITS)),
    // Four digits may be a year as well.
    _count: ($) => choice($.number, alias($.date, $.number), ...COUNTS),

    // Disputes

    dispute: ($) => seq('dispute', $._target, repeat(seq($._below, $.dispute_line)), $._margin),
    _target: ($) =>
      choice(
        seq(reference($), '.', named($, 'attribute')),
        seq(named($, 'event'), repeat(seq('and', named($, 'event')))),
      ),
    dispute_line: ($) =>
      choice(
        seq('status', choice('open', 'resolved', 'dormant')),
        seq('reason', $.string),
        seq('seen', repeat1($.seal)),
        seq('by', reference($)),
        seq('date', $._time),
      ),
    seal: () => /[0-9a-fA-F]{8}([0-9a-fA-F]{4})?/,

    // Words

    _references: ($) => several($, reference($)),
    _comma: ($) => seq(',', optional($._goes_on)),
    string: () => token(choice(QUOTED_LONG, QUOTED)),
    id: () => /\p{L}[\p{L}\p{M}\p{N}_\u200c\u200d]*/,
    comment: () => /#[^\r\n]*/,
  },
});
