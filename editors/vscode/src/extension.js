// The extension: starts the language server and stops it, and opens the report of a case.
const { execFile } = require('node:child_process');
const { promisify } = require('node:util');
const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');
const { openReport } = require('./report');

let client;

const program = () => vscode.workspace.getConfiguration('belie').get('path') || 'belie';

function newClient() {
  // No transport is named, or the client would add `--stdio`.
  const run = { command: program(), args: ['lsp'] };
  return new LanguageClient('belie', 'Belie', { run, debug: run }, {
    documentSelector: [
      { language: 'belie', scheme: 'file' },
      { language: 'belie', scheme: 'untitled' },
    ],
  });
}

async function start() {
  try {
    // The client has no good words for a program that is not there.
    await promisify(execFile)(program(), ['--version']);
    const started = newClient();
    await started.start();
    client = started;
  } catch (error) {
    // Nobody waits for the answer: it may never come.
    void complain(error);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  // A server that has died cannot take its leave.
  await running?.stop().catch(() => {});
}

async function complain(error) {
  const settings = 'Open Settings';
  const message = `Belie cannot start "${program()}": ${error?.message ?? error}. Install it with "cargo install --path ." in its repository, or set belie.path.`;
  if ((await vscode.window.showErrorMessage(message, settings)) === settings) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'belie.path');
  }
}

async function restart() {
  await stop();
  await start();
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand('belie.report', () => openReport(program())),
    vscode.commands.registerCommand('belie.restart', restart),
    vscode.workspace.onDidChangeConfiguration((change) => (change.affectsConfiguration('belie.path') ? restart() : undefined)),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
