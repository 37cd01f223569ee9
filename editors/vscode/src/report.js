// The report of a case as a page: made by the program, opened in the browser.
const { execFile } = require('node:child_process');
const { existsSync, mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const vscode = require('vscode');

// The folder of the case that a file belongs to, as the language server has it: the nearest above it with settings, but none outside
// the workspace folder around it; else that folder; else the file's own.
function caseFolder(file, workspaceFolder, hasSettings) {
  const own = path.dirname(file);
  const inside = (folder) => !workspaceFolder || folder === workspaceFolder || folder.startsWith(workspaceFolder + path.sep);
  for (let folder = own; inside(folder); folder = path.dirname(folder)) {
    if (hasSettings(folder)) return folder;
    if (folder === path.dirname(folder)) break;
  }
  return workspaceFolder ?? own;
}

// The case of the file that is being edited; without one, that of the first workspace folder.
function currentCase() {
  const file = vscode.window.activeTextEditor?.document.uri;
  if (file?.scheme !== 'file') return vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const around = vscode.workspace.getWorkspaceFolder(file)?.uri.fsPath;
  return caseFolder(file.fsPath, around, (folder) => existsSync(path.join(folder, 'belie.toml')));
}

// Makes the report. Whatever the exit status, a page that was written is worth reading: mistakes stand in it, too.
function makeReport(program, folder) {
  const page = path.join(mkdtempSync(path.join(tmpdir(), 'belie-')), 'report.html');
  const args = ['check', '--quiet', '--fail-on', 'never', '--format', `html:${page}`, '--', folder];
  return new Promise((resolve, reject) => {
    execFile(program, args, (error, _out, complaint) =>
      existsSync(page) ? resolve(page) : reject(new Error(complaint.trim() || error?.message || 'no report was written')),
    );
  });
}

async function openReport(program) {
  const folder = currentCase();
  if (!folder) {
    await vscode.window.showInformationMessage('Belie: open a .claims file or the folder of a case first.');
    return undefined;
  }
  try {
    // The program reads files, not editors.
    await vscode.workspace.saveAll(false);
    const page = await makeReport(program, folder);
    const opened = await vscode.env.openExternal(vscode.Uri.file(page));
    if (!opened) await vscode.window.showInformationMessage(`Belie: the report is in ${page}`);
    return page;
  } catch (error) {
    await vscode.window.showErrorMessage(`Belie: ${error.message}`);
    return undefined;
  }
}

module.exports = { caseFolder, openReport };
