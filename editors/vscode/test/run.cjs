// Runs the packaged extension against the real language server: node run.cjs EXTENSION BELIE
const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { tmpdir } = require('node:os');
const path = require('node:path');

const [extension, program] = process.argv.slice(2).map((name) => path.resolve(name));
const root = path.join(__dirname, '../../..');
const vscode = require('./vscode.cjs');
const load = Module._load;
Module._load = (name, ...more) => (name === 'vscode' ? vscode : load(name, ...more));

const { stage } = vscode;
const manifest = JSON.parse(readFileSync(path.join(extension, 'package.json'), 'utf8'));
const token = new vscode.CancellationTokenSource().token;

// What the manifest names is in the package, and the colours are those of the repository.
function packed() {
  const { languages, grammars, snippets } = manifest.contributes;
  const named = [manifest.main, languages[0].configuration, grammars[0].path, snippets[0].path];
  for (const name of named) assert(existsSync(path.join(extension, name)), `${name} is missing`);
  const colours = (name) => readFileSync(name, 'utf8');
  const own = path.join(root, 'grammar/textmate/belie.tmLanguage.json');
  assert.equal(colours(path.join(extension, grammars[0].path)), colours(own));
  assert.equal(JSON.parse(colours(own)).scopeName, grammars[0].scopeName);
  const version = /^version = "(.*)"$/m.exec(readFileSync(path.join(root, 'Cargo.toml'), 'utf8'))[1];
  assert.equal(manifest.version, version, 'the extension has the version of the program');
}

// A snippet as it stands when nobody changes anything.
function expanded(body) {
  let text = [body].flat().join('\n');
  text = text.replace(/\$\{CURRENT_YEAR\}-\$\{CURRENT_MONTH\}-\$\{CURRENT_DATE\}/g, '2025-01-19');
  return text.replace(/\$\{\d\|([^,|]*)[^|]*\|\}|\$\{\d:([^}]*)\}|\$\d/g, (_, choice, word) => choice ?? word ?? '');
}

// Every snippet is well written: in the canonical layout, and without a mistake of syntax.
function snippets(folder) {
  const all = JSON.parse(readFileSync(path.join(extension, manifest.contributes.snippets[0].path), 'utf8'));
  for (const [name, { body }] of Object.entries(all)) {
    const statement = name === 'State' ? 'claim "x"\n  ' : '';
    const seen = 'seen 8f3a61c2d04b';
    const text = `${statement}${expanded(body).replace(/seen the number below the quarrel/, seen).trimEnd()}\n`;
    const laid = spawnSync(program, ['fmt', '-'], { input: text, encoding: 'utf8' });
    assert.equal(laid.stdout, text, `the snippet ${name} is not in the canonical layout`);
    const file = path.join(folder, 'snippet.claims');
    writeFileSync(file, `source above "Above"\n\n${text}`);
    const { stdout } = spawnSync(program, ['check', file, '--format', 'json'], { encoding: 'utf8' });
    const wrong = JSON.parse(stdout).diagnostics.filter((one) => one.id === 'syntax').map((one) => one.message);
    assert.deepEqual(wrong, [], `the snippet ${name} has a mistake`);
  }
  rmSync(path.join(folder, 'snippet.claims'));
}

// Waits until something is so.
async function until(what, is) {
  for (let waited = 0; waited < 20_000; waited += 20) {
    const found = is();
    if (found) return found;
    await new Promise((wake) => setTimeout(wake, 20));
  }
  throw new Error(`waited in vain for ${what}`);
}

async function open(name, text = readFileSync(name, 'utf8')) {
  const document = new stage.TextDocument(name, text);
  vscode.workspace.textDocuments.push(document);
  const tab = { input: new vscode.TabInputText(document.uri) };
  vscode.window.tabGroups.all.push({ tabs: [tab] });
  await stage.fire('tabs', { opened: [tab], closed: [], changed: [] });
  vscode.window.activeTextEditor = { document };
  await stage.fire('onDidOpenTextDocument', document);
  return document;
}

async function type(document, text) {
  const end = new vscode.Position(document.lineCount, 0);
  const change = { range: new vscode.Range(new vscode.Position(0, 0), end), rangeOffset: 0, rangeLength: document.text.length, text };
  document.text = text;
  document.version += 1;
  await stage.fire('onDidChangeTextDocument', { document, contentChanges: [change] });
}

const diagnostics = (document) =>
  stage.collections.flatMap((collection) => collection.found.get(document.uri.toString()) ?? []);
const place = (document, words) => {
  const before = document.text.slice(0, document.text.indexOf(words));
  return new vscode.Position(before.split('\n').length - 1, before.length - before.lastIndexOf('\n') - 1);
};

async function run() {
  packed();
  const work = mkdtempSync(path.join(tmpdir(), 'belie-vscode-'));
  const folder = path.join(work, 'libya');
  snippets(work);
  cpSync(path.join(root, 'fixtures/cases/libya'), folder, { recursive: true });
  vscode.workspace.workspaceFolders.push({ uri: vscode.Uri.file(folder), name: 'libya', index: 0 });

  // A program that is missing is told, and nothing is broken by it.
  stage.settings['belie.path'] = path.join(folder, 'nothing');
  const { activate, deactivate } = require(path.join(extension, manifest.main));
  const context = { subscriptions: [] };
  await activate(context);
  assert.match(stage.said.join(), /cannot start/);
  stage.said.length = 0;
  stage.settings['belie.path'] = program;
  await stage.fire('onDidChangeConfiguration', { affectsConfiguration: (name) => name === 'belie.path' });

  for (const { command } of manifest.contributes.commands) assert(stage.commands.has(command), `${command} is no command`);

  // Diagnostics: both sides of a quarrel, with links to the others.
  const bbc = await open(path.join(folder, 'bbc.claims'));
  const quarrel = await until('a quarrel', () => diagnostics(bbc).find((one) => /is arrested in Italy/.test(one.message)));
  assert(quarrel.relatedInformation.some((one) => one.location.uri.fsPath.endsWith('cicc.claims')), 'no link to the other side');

  // Its page, which the server holds.
  const page = await stage.provider('TextDocumentContent').provideTextDocumentContent(quarrel.code.target, token);
  assert.match(page, /^# time-conflict/);

  // A mistake that is not saved.
  const text = bbc.text;
  await type(bbc, text.replace('turin, on Saturday', 'turin, on Saturdy'));
  await until('a mistake', () => diagnostics(bbc).find((one) => /Saturdy/.test(one.message)));
  await type(bbc, text);
  await until('no mistake', () => diagnostics(bbc).every((one) => !/Saturdy/.test(one.message)));

  // What the server offers, asked for through the client.
  const ask = (kind, method, ...args) => stage.provider(kind)[method](bbc, ...args, token);
  const hover = await ask('Hover', 'provideHover', place(bbc, 'najim,'));
  assert.match(JSON.stringify(hover), /Osama Almasri Najim/);
  const items = await ask('CompletionItem', 'provideCompletionItems', place(bbc, 'turin, on Saturday'), {});
  assert((items.items ?? items).some((item) => (item.label.label ?? item.label) === 'turin'), 'turin is not offered');
  const definition = await ask('Definition', 'provideDefinition', place(bbc, 'najim,'));
  assert.match(JSON.stringify(definition), /case\.claims/);

  const colours = await ask('DocumentSemanticTokens', 'provideDocumentSemanticTokens');
  assert(colours.data.length > 500, 'nothing is coloured');

  // Formatting.
  await type(bbc, text.replace('patient najim, place turin', 'patient   najim ,place turin'));
  const edits = await ask('DocumentFormattingEdit', 'provideDocumentFormattingEdits', { tabSize: 2, insertSpaces: true });
  assert(edits.length > 0, 'nothing is laid out');
  assert(edits.some((edit) => !/ {3}najim/.test(edit.newText)));
  await type(bbc, text);

  // The report.
  await vscode.commands.executeCommand('belie.report');
  assert.deepEqual(stage.said, []);
  const report = readFileSync(stage.opened.at(-1), 'utf8');
  assert.match(report, /^<!DOCTYPE html>/);
  assert.match(report, /is arrested in Italy/);
  rmSync(path.dirname(stage.opened.at(-1)), { recursive: true });

  // A restart tells everything anew.
  await vscode.commands.executeCommand('belie.restart');
  await until('a quarrel after the restart', () => diagnostics(bbc).some((one) => /is arrested in Italy/.test(one.message)));

  await deactivate();
  context.subscriptions.forEach((one) => one.dispose());
  assert.equal(stage.collections.length, 0, 'diagnostics are left behind');
  rmSync(work, { recursive: true });
  console.log('VS Code: the packaged client has spoken with the server');
}

run().catch((error) => {
  console.error(error);
  process.exit(1);
}).then(() => process.exit(0));
