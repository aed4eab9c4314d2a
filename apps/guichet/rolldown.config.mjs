// Bundles what `npm start` runs with the packages that it needs from the beginning: to find, read and link some four thousand
// modules took half of the time that a start took.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join(import.meta.dirname, '../..');
const out = join(import.meta.dirname, 'dist/bundle');
const isOwn = (path) => path.startsWith(root) && !path.includes('/node_modules/');

/** Packages that read files of their own, or that others which are not bundled must share with us. */
const external = [/^@node-rs\//, /^(graphile-worker|pg|pino|reflect-metadata|socket\.io|swagger-ui-dist)(\/|$)/];

/** A package that our code imports only where it is needed stays where it is. */
const onDemand = {
  name: 'on-demand',
  resolveId(name, importer, { kind }) {
    const isPackage = !/^[./]/.test(name) && !name.startsWith('@guichet/');
    return kind === 'dynamic-import' && isPackage && importer && isOwn(importer) ? { id: name, external: true } : null;
  },
};

/** Our modules find the files beside them as before, and errors name the lines of their sources, but none of packages. */
const inPlace = {
  name: 'in-place',
  load(path) {
    if (!isOwn(path) || !path.endsWith('.js')) return null;
    const code = readFileSync(path, 'utf8')
      .replaceAll('import.meta.dirname', `(import.meta.dirname + '/${relative(out, dirname(path))}')`)
      .replaceAll('import.meta.url', `new URL('${relative(out, path)}', import.meta.url).href`);
    const map = existsSync(`${path}.map`) ? JSON.parse(readFileSync(`${path}.map`, 'utf8')) : null;
    return { code, map };
  },
  transform: (code, path) => (isOwn(path) ? null : { code, map: { mappings: '' } }),
};

/**
 * One character beyond ASCII makes Node hold a whole file in two bytes a character, for as long as it runs. An escape
 * means the same in strings, regular expressions and names, also after a backslash. No template reads its raw text.
 */
const oneByte = {
  name: 'one-byte',
  generateBundle(_options, files) {
    for (const file of Object.values(files))
      if (file.type === 'chunk')
        file.code = file.code.replace(/((?:\\\\)*)\\?([^\0-\x7f])/g, (_, pairs, unit) => pairs + escapeUnit(unit));
  },
};
const escapeUnit = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Nest and TypeORM import packages that are not there, which they find out when they run. */
const isExpected = ({ code, id }) => code === 'UNRESOLVED_IMPORT' && id?.includes('/node_modules/');

export default {
  input: { main: 'dist/main.js', migrate: 'dist/migrate.js' },
  platform: 'node',
  external,
  plugins: [onDemand, inPlace, oneByte],
  // Decorators and registries have effects that nobody sees from outside.
  treeshake: false,
  onLog: (level, log, handle) => (isExpected(log) ? undefined : handle(level, log)),
  output: {
    dir: out,
    cleanDir: true,
    format: 'esm',
    sourcemap: true,
    comments: false,
    // Nest and TypeORM go by the names of classes, and by what was evaluated before.
    keepNames: true,
    strictExecutionOrder: true,
  },
};
