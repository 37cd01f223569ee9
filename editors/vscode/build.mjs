// Packages the extension: node build.mjs [VSIX [NODE_MODULES]]. The colours come from grammar/textmate, so that there is one of them.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const vsix = resolve(process.argv[2] ?? join(here, 'belie.vsix'));
const modules = resolve(process.argv[3] ?? join(here, 'node_modules'));
const require = createRequire(join(modules, 'x.js'));
const stage = `${vsix}.d`;

rmSync(stage, { recursive: true, force: true });
mkdirSync(join(stage, 'syntaxes'), { recursive: true });
for (const name of ['package.json', 'README.md', 'language-configuration.json', 'snippets']) {
  cpSync(join(here, name), join(stage, name), { recursive: true });
}
cpSync(join(root, 'LICENSE-MIT'), join(stage, 'LICENSE.txt'));
cpSync(join(root, 'grammar/textmate/belie.tmLanguage.json'), join(stage, 'syntaxes/belie.tmLanguage.json'));
await require('esbuild').build({
  entryPoints: [join(here, 'src/extension.js')],
  outfile: join(stage, 'dist/extension.js'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  nodePaths: [modules],
  logLevel: 'warning',
});
// It looks for the files that it lists in the working folder.
process.chdir(stage);
await require('@vscode/vsce').createVSIX({
  cwd: stage,
  packagePath: vsix,
  dependencies: false,
  allowMissingRepository: true,
});
rmSync(stage, { recursive: true, force: true });
