// A small stand-in for the programming interface of VS Code: as much of it as the extension and its language client use. What is not
// here is an empty class, as the client derives many from VS Code's.
const path = require('node:path');
const { pathToFileURL, fileURLToPath } = require('node:url');

class Disposable {
  constructor(dispose = () => {}) {
    this.dispose = dispose;
  }
  static from(...all) {
    return new Disposable(() => all.forEach((one) => one.dispose()));
  }
}

class EventEmitter {
  constructor() {
    this.listeners = new Set();
    this.event = (listener, self) => {
      const bound = self ? listener.bind(self) : listener;
      this.listeners.add(bound);
      return new Disposable(() => this.listeners.delete(bound));
    };
  }
  fire(value) {
    return Promise.all([...this.listeners].map((listener) => listener(value)));
  }
  dispose() {
    this.listeners.clear();
  }
}

class Uri {
  constructor(text) {
    this.text = text;
    this.scheme = text.split(':', 1)[0];
  }
  static parse(text) {
    return new Uri(text);
  }
  static file(name) {
    return new Uri(pathToFileURL(name).href);
  }
  get fsPath() {
    return fileURLToPath(this.text);
  }
  get path() {
    return new URL(this.text).pathname;
  }
  toString() {
    return this.text;
  }
}

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(...at) {
    const [start, end] = at.length === 2 ? at : [new Position(at[0], at[1]), new Position(at[2], at[3])];
    Object.assign(this, { start, end });
  }
}

class MarkdownString {
  constructor(value = '') {
    this.value = value;
  }
  appendCodeblock(text) {
    this.value += text;
  }
}

class CodeActionKind {
  constructor(value) {
    this.value = value;
  }
  append(part) {
    return new CodeActionKind([this.value, part].filter(Boolean).join('.'));
  }
}
for (const [name, value] of Object.entries({
  Empty: '', QuickFix: 'quickfix', Refactor: 'refactor', RefactorExtract: 'refactor.extract', RefactorInline: 'refactor.inline',
  RefactorRewrite: 'refactor.rewrite', Source: 'source', SourceOrganizeImports: 'source.organizeImports',
})) {
  CodeActionKind[name] = new CodeActionKind(value);
}

// A class that keeps what it is made with under these names.
const record = (...names) =>
  class {
    constructor(...values) {
      names.forEach((name, at) => (this[name] = values[at]));
    }
  };

class CancellationTokenSource {
  constructor() {
    this.canceled = new EventEmitter();
    this.token = { isCancellationRequested: false, onCancellationRequested: this.canceled.event };
  }
  cancel() {
    this.token.isCancellationRequested = true;
    this.canceled.fire();
  }
  dispose() {}
}

// A file that is open in the editor.
class TextDocument {
  constructor(name, text) {
    Object.assign(this, { uri: Uri.file(name), fileName: name, languageId: 'belie', version: 1, isClosed: false, isDirty: false, text });
  }
  getText() {
    return this.text;
  }
  get lineCount() {
    return this.text.split('\n').length;
  }
}

const events = {};
const event = (name) => (events[name] ??= new EventEmitter()).event;
const settings = {};
const providers = [];
const collections = [];
const commands = new Map();
const said = [];
const opened = [];

const register = (kind) => (selector, provider, ...more) => {
  const entry = { kind, provider, more };
  providers.push(entry);
  return new Disposable(() => providers.splice(providers.indexOf(entry), 1));
};

// A place for messages, which nobody reads.
const channel = () =>
  new Proxy(
    { name: 'Belie', logLevel: 0, onDidChangeLogLevel: event('log level') },
    { get: (own, name) => (name in own ? own[name] : () => {}) },
  );

const languages = new Proxy(
  {
    match: (selector, document) =>
      [selector].flat().some(
        ({ language, scheme }) => (!language || language === document.languageId) && (!scheme || scheme === document.uri.scheme),
      )
        ? 10
        : 0,
    createDiagnosticCollection(name) {
      const found = new Map();
      const collection = {
        name,
        found,
        set: (uri, all) => found.set(uri.toString(), all),
        delete: (uri) => found.delete(uri.toString()),
        clear: () => found.clear(),
        dispose: () => collections.splice(collections.indexOf(collection), 1),
      };
      collections.push(collection);
      return collection;
    },
  },
  { get: (known, name) => known[name] ?? register(name.replace(/^register|Provider$/g, '')) },
);

const workspace = new Proxy(
  {
    workspaceFolders: [],
    textDocuments: [],
    notebookDocuments: [],
    getConfiguration: (section) => ({
      get: (name, otherwise) => settings[[section, name].filter(Boolean).join('.')] ?? otherwise,
      inspect: () => undefined,
    }),
    getWorkspaceFolder: (uri) => workspace.workspaceFolders.find((folder) => uri.fsPath.startsWith(folder.uri.fsPath + path.sep)),
    createFileSystemWatcher: () => ({
      onDidCreate: event('none'),
      onDidChange: event('none'),
      onDidDelete: event('none'),
      dispose() {},
    }),
    registerTextDocumentContentProvider: (scheme, provider) => register('TextDocumentContent')(scheme, provider),
    saveAll: async () => true,
    applyEdit: async () => true,
  },
  { get: (known, name) => known[name] ?? (/^on/.test(name) ? event(name) : undefined) },
);

const window = new Proxy(
  {
    activeTextEditor: undefined,
    visibleTextEditors: [],
    tabGroups: { all: [], onDidChangeTabs: event('tabs') },
    createOutputChannel: channel,
    withProgress: (_, work) => work({ report() {} }, new CancellationTokenSource().token),
    showErrorMessage: async (message) => void said.push(message),
    showWarningMessage: async (message) => void said.push(message),
    showInformationMessage: async (message) => void said.push(message),
  },
  { get: (known, name) => known[name] ?? (/^on/.test(name) ? event(name) : undefined) },
);

const known = {
  version: '1.95.0',
  Disposable,
  EventEmitter,
  Uri,
  Position,
  Range,
  MarkdownString,
  CodeActionKind,
  Diagnostic: record('range', 'message', 'severity'),
  DiagnosticRelatedInformation: record('location', 'message'),
  Location: record('uri', 'range'),
  TabInputText: record('uri'),
  SemanticTokens: record('data', 'resultId'),
  Hover: record('contents', 'range'),
  CompletionItem: record('label', 'kind'),
  CompletionList: record('items', 'isIncomplete'),
  TextEdit: class extends record('range', 'newText') {
    static replace(range, text) {
      return new this(range, text);
    }
    static insert(at, text) {
      return new this(new Range(at, at), text);
    }
    static delete(range) {
      return new this(range, '');
    }
  },
  CancellationTokenSource,
  CancellationError: class extends Error {},
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  ProgressLocation: { Window: 10, Notification: 15 },
  env: {
    appName: 'a stand-in',
    language: 'en',
    openExternal: async (uri) => opened.push(uri.fsPath) > 0,
  },
  commands: {
    registerCommand(name, run) {
      commands.set(name, run);
      return new Disposable(() => commands.delete(name));
    },
    executeCommand: async (name, ...args) => commands.get(name)?.(...args),
  },
  languages,
  workspace,
  window,
  // For the test.
  stage: {
    TextDocument,
    settings,
    providers,
    collections,
    commands,
    said,
    opened,
    fire: (name, value) => events[name]?.fire(value),
    provider: (kind) => providers.find((entry) => entry.kind === kind)?.provider,
  },
};

module.exports = new Proxy(known, {
  get: (all, name) => {
    if (!(name in all) && typeof name === 'string' && name !== 'then') all[name] = class {};
    return all[name];
  },
});
