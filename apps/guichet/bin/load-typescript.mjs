// Makes Node run TypeScript (`node --import ./apps/guichet/bin/load-typescript.mjs x.ts`), with the metadata of decorators that Nest
// needs and Node itself does not write. In the thread that imports: asking another one for each of some thousand modules took longer
// than to load them.
import { hash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(import.meta.dirname, '../../..');
const cache = join(root, 'node_modules/.cache/typescript');
const require = createRequire(import.meta.url);

const { jsc } = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));
const react = { runtime: 'automatic' };
const options = (isTsx) => ({
  ...{ configFile: false, swcrc: false, sourceMaps: true, module: { type: 'es6' } },
  jsc: { ...jsc, parser: { ...jsc.parser, tsx: isTsx }, transform: { ...jsc.transform, react } },
});
/** What has an effect on all that is written; a compiler of another version may write something else. */
const manner = JSON.stringify([options(false), require('@swc/core/package.json').version]);

/** Several processes may write the same file: nobody reads half of one. */
function write(file, text) {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, text);
  renameSync(own, file);
}

function compile(path, source, file) {
  // Not loaded where everything is in the cache.
  const { code, map } = require('@swc/core').transformSync(source, { filename: path, ...options(path.endsWith('x')) });
  const script = `${code}\n//# sourceMappingURL=${file}.map`;
  mkdirSync(cache, { recursive: true });
  write(`${file}.map`, map);
  write(file, script);
  return script;
}

function load(path) {
  const source = readFileSync(path, 'utf8');
  const file = join(cache, hash('sha1', `${manner}\n${path}\n${source}`));
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return compile(path, source, file);
  }
}

const isTypeScript = /\.tsx?$/;

registerHooks({
  resolve(name, context, next) {
    if (!name.startsWith('.') || !name.endsWith('.js') || !isTypeScript.test(context.parentURL))
      return next(name, context);
    const base = new URL(name, context.parentURL).href.slice(0, -'.js'.length);
    const url = [`${base}.ts`, `${base}.tsx`].find((source) => existsSync(fileURLToPath(source)));
    return url ? { url, format: 'module', shortCircuit: true } : next(name, context);
  },
  load(url, context, next) {
    if (!url.startsWith('file:') || !isTypeScript.test(url)) return next(url, context);
    return { format: 'module', source: load(fileURLToPath(url)), shortCircuit: true };
  },
});
