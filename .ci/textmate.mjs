// Holds the TextMate grammar against the tokens of the parser: node textmate.mjs TOKENS NODE_MODULES
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [tokensFile, modules] = process.argv.slice(2);
const require = createRequire(`${resolve(modules)}/x.js`);
const { Registry, INITIAL, parseRawGrammar } = require('vscode-textmate');
const oniguruma = require('vscode-oniguruma');

await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')).buffer);
const place = new URL('../grammar/textmate/belie.tmLanguage.json', import.meta.url);
const registry = new Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async () => parseRawGrammar(readFileSync(place, 'utf8'), place.pathname),
});
const grammar = await registry.loadGrammar('source.belie');

// What the parser calls what a scope stands for.
const KINDS = [
  ['comment', 'comment'], ['string', 'text'], ['keyword.control', 'keyword'], ['keyword.operator.word', 'word'],
  ['constant.numeric', 'number'], ['constant.other.date', 'date'], ['constant.other.seal', 'seal'],
  ['punctuation.separator', 'mark'], ['entity.name.function.event', 'event'], ['entity.name.type.kind', 'kind'],
  ['variable.parameter.role', 'role'], ['variable.other.property.attribute', 'attribute'],
  ['entity.name.namespace.source', 'source'], ['keyword.other.unit', 'unit'], ['variable.other.name', 'other'],
];
const kindOf = (scopes) => {
  const known = [...scopes].reverse().map((scope) => KINDS.find(([begin]) => scope.startsWith(begin))?.[1]);
  return known.find((kind) => kind) ?? 'nothing';
};

// The kind of every UTF-16 unit of a text.
function coloured(text) {
  const kinds = [];
  let stack = INITIAL;
  for (const line of text.split('\n')) {
    const read = grammar.tokenizeLine(line, stack);
    stack = read.ruleStack;
    for (const { startIndex, endIndex, scopes } of read.tokens) {
      const kind = kindOf(scopes);
      for (let at = startIndex; at < Math.min(endIndex, line.length); at += 1) kinds.push(kind);
    }
    kinds.push('end');
  }
  return kinds;
}

let wrong = 0;
let held = 0;
for (const { name, text, tokens } of JSON.parse(readFileSync(tokensFile, 'utf8'))) {
  const kinds = coloured(text);
  for (const [start, end, kind] of tokens) {
    held += 1;
    const units = kinds.slice(start, end).filter((_, at) => text[start + at] !== '\n');
    const found = [...new Set(units)].join('+');
    if (found !== kind) {
      wrong += 1;
      const lineStart = text.lastIndexOf('\n', start) + 1;
      const line = text.slice(lineStart, text.indexOf('\n', start));
      if (wrong <= 40) console.error(`${name}: ${JSON.stringify(text.slice(start, end))} is ${kind}, not ${found}, in ${line.trim()}`);
    }
  }
}
console.log(`TextMate: ${held} pieces held against the parser, ${wrong} wrong`);
process.exit(wrong === 0 && held > 1000 ? 0 : 1);
