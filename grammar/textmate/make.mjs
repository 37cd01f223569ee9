// Writes belie.tmLanguage.json, the grammar that VS Code and others colour claim files with: node make.mjs [FILE]
//
// A TextMate grammar reads line by line and knows no more than what stands before and behind a word. So each pattern below matches a
// word together with what tells it from an id: `on` before a time is a word of the language, `on:` at the beginning of a statement
// is an event. The test holds the result against the tokens of Belie's own parser.
import { writeFileSync } from 'node:fs';

// Never given back in part: `en` of `end` is no id.
const ID = String.raw`(?>\p{L}[\p{L}\p{M}\p{N}_\x{200c}\x{200d}]*)`;
// Where an id or word has ended.
const STOP = String.raw`(?![\p{L}\p{M}\p{N}_\x{200c}\x{200d}])`;
const words = (list) => `(?:${list.trim().split(/\s+/).join('|')})${STOP}`;
const word = (one) => `${one}${STOP}`;
const phrase = (text) => text.split(' ').map(word).join(String.raw`\s+`);
const QUOTED = String.raw`"(?:[^"\\\n]|\\.)*"`;

const WEEKDAY = words('[Mm]onday [Tt]uesday [Ww]ednesday [Tt]hursday [Ff]riday [Ss]aturday [Ss]unday');
const PART = words('morning noon afternoon evening night');
const THIRD = words('early mid late');
const LONE_TIME = `(?:${WEEKDAY}|${words('today yesterday tomorrow tonight told published')})`;
const UNIT = words('minutes? hours? days? weeks? months? years?');
const COUNT = words('an? one two three four five six seven eight nine ten eleven twelve');
const AMOUNT = String.raw`(?:\d+|${COUNT})(?:\s+to\s+(?:\d+|${COUNT}))?\s+${UNIT}`;
const OFFSET_BOUND = `(?:${['at least', 'at most', 'less than', 'more than', 'about', 'exactly', 'within'].map(phrase).join('|')})`;
const NUMBER_BOUND = `(?:${['at least', 'at most', 'less than', 'more than', 'about'].map(phrase).join('|')})`;
const DECIMAL = String.raw`-?\d+(?:\.\d+)?`;
const YEAR = String.raw`[?~%]?(?:Y-?\d|-?(?:\d[\dX]{3}|X{4}${STOP}|XX{3}-))`;
const MORE_DATE = String.raw`(?:[A-Za-z0-9/?~%]|[:+](?=\d)|-(?=[A-Za-z0-9?~%-])|\.(?=[.\d])|(?<=\.)\.)*`;
const DATE = String.raw`(?:\[[^\]\n#]*\]${MORE_DATE}|\{[^}\n#]*\}${MORE_DATE}|\.\./${MORE_DATE}|(?:\.\.|/)?(?=${YEAR})[?~%Y-]*${MORE_DATE})`;
// What begins a clause of time; everything else that begins a clause is a role.
const EVENT_TIME = `(?:${words('on before after between from to during for')}|${phrase('same time as')}|${phrase('same day as')}|(?:${OFFSET_BOUND}\\s+)?${AMOUNT})`;
const STATE_TIME = `(?:${phrase('as of')}|${words('since until throughout before after during from')})`;

// The end of a statement or line: not behind a comma, unless what follows is at the margin.
const END = String.raw`(?<=[^,\s])(?=\s*(?:#|$))|^(?=[^\s#])`;
const BEGIN = String.raw`(?:\G|^)\s*`;

const scope = {
  comment: 'comment.line.number-sign.belie',
  keyword: 'keyword.control.belie',
  word: 'keyword.operator.word.belie',
  text: 'string.quoted.double.belie',
  number: 'constant.numeric.belie',
  date: 'constant.other.date.belie',
  mark: 'punctuation.separator.belie',
  event: 'entity.name.function.event.belie',
  kind: 'entity.name.type.kind.belie',
  role: 'variable.parameter.role.belie',
  attribute: 'variable.other.property.attribute.belie',
  source: 'entity.name.namespace.source.belie',
  unit: 'keyword.other.unit.belie',
  seal: 'constant.other.seal.belie',
  other: 'variable.other.name.belie',
};

const named = (name) => ({ name: scope[name] });
const match = (pattern, name) => ({ match: pattern, ...named(name) });
// Each group of the pattern has its scope; one that holds more than a word is read by the patterns given for it.
const groups = (pattern, ...kinds) => ({ match: pattern, captures: captures(kinds) });
const captures = (kinds) =>
  Object.fromEntries(kinds.map((kind, at) => [at + 1, typeof kind === 'string' ? named(kind) : { patterns: kind }]));
const use = (...names) => names.map((name) => ({ include: `#${name}` }));
const within = (begin, kinds, end, patterns) => ({ begin, beginCaptures: captures(kinds), end, patterns });

// A line below an entry, from its first word to its end.
const line = (first, ...patterns) => within(`^\\s+(${words(first)})`, ['keyword'], END, use('comma', ...patterns));
// An entry, from its first word to the next one; `head` is for the rest of its first line.
const entry = (first, head, below) => within(`^(${words(first)})`, ['keyword'], String.raw`^(?=[^\s#])`, [
  { begin: String.raw`\G`, end: END, patterns: head },
  ...use('comment'),
  ...below,
]);
const ID_IN = `${BEGIN}(${ID})`;

const grammar = {
  $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
  name: 'Belie claims',
  scopeName: 'source.belie',
  fileTypes: ['claims'],
  patterns: [
    ...use('comment'),
    entry('person org place term thing', [groups(ID_IN, 'other'), ...use('relations', 'comma', 'text', 'name')], [
      line('alias', 'text'),
      within(String.raw`^\s+(${word('distinct')})\s+(${word('from')})`, ['keyword', 'word'], END, use('comma', 'text', 'name')),
      line('at', 'number'),
    ]),
    entry('event', [
      groups(`${BEGIN}(${ID})\\s*(:)\\s*(${ID})`, 'event', 'mark', 'kind'),
      groups(`(${word('of')})\\s+(${ID})`, 'word', 'event'),
      ...use('text'),
    ], []),
    entry('kind', [
      groups(ID_IN, 'kind'),
      match(word('is'), 'word'),
      ...use('comma', 'text', 'kind_name'),
    ], [
      within(`^\\s+(${word('role')})\\s+(${ID})\\s*(:)`, ['keyword', 'role', 'mark'], END, use('comma', 'type')),
      within(`^\\s+(${words('sets keeps')})\\s+(${ID})\\s*(\\.)\\s*(${ID})\\s*(:)`, ['keyword', 'role', 'mark', 'attribute', 'mark'], END,
        use('comma', 'mode', 'values')),
      line('after', 'kind_name'),
      groups(`^\\s+(${word('lasts')})`, 'keyword'),
    ]),
    entry('attribute', [groups(ID_IN, 'attribute'), match(word('of'), 'word'), match(':', 'mark'), ...use('comma', 'type', 'text')], []),
    entry('source', [groups(ID_IN, 'source'), ...use('text')], [
      line('publisher text url zone', 'text'),
      line('published', 'time'),
      line('by', 'text', 'name'),
      line('cites', 'source_name'),
      within(`^\\s+(${word('calendar')})`, ['keyword'], END, [match(words('julian gregorian'), 'word')]),
    ]),
    entry('claim', [
      groups(`${BEGIN}(${words('confirmed reportedly allegedly rumoured')})`, 'word'),
      within(`(${word('told')})`, ['word'], `(?=${words('by via')})|${END}`, use('time')),
      groups(`(${words('by via')})(?:\\s+(${ID}))?`, 'word', 'other'),
      ...use('comma', 'text', 'name'),
    ], use('state', 'happening')),
    entry('dispute', [
      groups(`${BEGIN}(${QUOTED}|${ID})\\s*(\\.)\\s*(${ID})`, use('text', 'name'), 'mark', 'attribute'),
      match(word('and'), 'word'),
      ...use('event_name'),
    ], [
      within(`^\\s+(${word('status')})`, ['keyword'], END, [match(words('open resolved dormant'), 'word')]),
      line('reason', 'text'),
      within(`^\\s+(${word('seen')})`, ['keyword'], END, [match('[0-9A-Fa-f]+', 'seal')]),
      line('by', 'text', 'name'),
      line('date', 'time'),
    ]),
  ],
  repository: {
    comment: match('#.*$', 'comment'),
    // With the end of the line behind it, at which nothing ends.
    comma: { patterns: [groups(String.raw`(,)(?:\s*(#.*)?\n)?`, 'mark', 'comment'), ...use('comment_between')] },
    comment_between: match(String.raw`^\s*#.*\n?`, 'comment'),
    text: {
      patterns: [
        { begin: '"""', end: '"""', name: 'string.quoted.triple.belie' },
        { begin: '"', end: String.raw`"|$`, ...named('text'), patterns: [{ match: String.raw`\\["\\]`, name: 'constant.character.escape.belie' }] },
      ],
    },
    name: match(ID, 'other'),
    kind_name: match(ID, 'kind'),
    source_name: match(ID, 'source'),
    event_name: match(ID, 'event'),
    number: match(DECIMAL, 'number'),
    mode: groups(`${BEGIN}(${words('not only including')})(?=\\s*[^\\s,.:#])`, 'word'),
    relations: groups(`(${words('in is')})(?:\\s+(${ID}))?`, 'word', 'other'),
    type: {
      patterns: [
        match(words('person org place term thing party event number any many present fixed changes'), 'word'),
        match(phrase('only grows'), 'word'),
        match(phrase('one of'), 'word'),
        ...use('text', 'name'),
      ],
    },
    values: {
      patterns: [
        match(word('and'), 'word'),
        match(`${NUMBER_BOUND}(?=\\s*-?\\d)`, 'word'),
        groups(`(${DECIMAL})(?:\\s+(${word('to')})\\s+(${DECIMAL}))?(?:\\s*((?!${words('and to')})${ID}))?`, 'number', 'word', 'number', 'unit'),
        ...use('text', 'name'),
      ],
    },
    // `EVENT: clause, clause`, `not EVENT`
    happening: within(
      `^\\s+(?:(${words('not doubt plan')})\\s+(?=[\\p{L}]))?(${ID})(?=\\s*(?::|#|$))`, ['word', 'event'], END,
      [within(String.raw`\G\s*(:)`, ['mark'], `(?=,)|${END}`, use('event_clause')), ...use('next_event_clause')]),
    next_event_clause: within(String.raw`(,)(?:\s*(#.*)?\n)?`, ['mark', 'comment'], `(?=,)|${END}`, use('event_clause')),
    event_clause: {
      patterns: [
        ...use('comment_between'),
        within(`${BEGIN}(?=${EVENT_TIME})`, [], `(?=,)|${END}`, use('time')),
        within(`${BEGIN}(?:(${words('not only including')})\\s+)?(${ID})`, ['word', 'role'], `(?=,)|${END}`, use('values')),
      ],
    },
    // `SUBJECT.ATTRIBUTE: value, when`
    state: within(
      `^\\s+(?:(${QUOTED})|(${ID}))\\s*(\\.)\\s*(${ID})\\s*(:)`, [[{ include: '#text' }], 'other', 'mark', 'attribute', 'mark'], END,
      [within(String.raw`\G`, [], `(?=,)|${END}`, use('mode', 'values')), ...use('next_state_clause')]),
    next_state_clause: within(String.raw`(,)(?:\s*(#.*)?\n)?`, ['mark', 'comment'], `(?=,)|${END}`, [
      ...use('comment_between'),
      within(`${BEGIN}(?=${STATE_TIME})`, [], `(?=,)|${END}`, use('time')),
    ]),
    time: {
      patterns: [
        groups(`(?:(${OFFSET_BOUND})\\s+)?(?:(\\d+)|(${COUNT}))(?:\\s+(${word('to')})\\s+(?:(\\d+)|(${COUNT})))?\\s+(${UNIT})`,
          [match(ID, 'word')], 'number', 'word', 'word', 'number', 'word', 'word'),
        groups(`(${phrase('same time as')}|${phrase('same day as')}|${phrase('start of')}|${phrase('end of')})\\s+(${ID})`, 'word', 'event'),
        // A single word behind these is an id, whatever it is called, unless it is a time by itself.
        groups(`(${phrase('as of')}|${words('on before after during since until throughout to and')})\\s+(?!${LONE_TIME})(${ID})(?=\\s*(?:,|#|$))`,
          'word', 'event'),
        groups(`(${words('from between')})\\s+(?!${LONE_TIME})(${ID})(?=\\s+(?:to|and)\\s)`, 'word', 'event'),
        match(phrase('as of'), 'word'),
        match(DATE, 'date'),
        ...use('time_word', 'event_name'),
      ],
    },
    time_word: {
      patterns: [
        match(WEEKDAY, 'word'),
        match(PART, 'word'),
        match(THIRD, 'word'),
        match(words(`about ago after and any as before between during end for from gregorian julian last month next of on published
          since start this throughout to today told tomorrow tonight until week year yesterday`), 'word'),
      ],
    },
  },
};

writeFileSync(process.argv[2] ?? new URL('belie.tmLanguage.json', import.meta.url), `${JSON.stringify(grammar, null, 2)}\n`);
