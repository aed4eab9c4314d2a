import path from 'node:path';

const source = `${path.sep}apps${path.sep}console${path.sep}src${path.sep}`;

/**
 * Where a file of the console stands: its layer (`app`, `features` or `shared`) and, for a feature, its folder. Each folder
 * of `features/settings` is a feature of its own.
 */
function placeOf(file) {
  const [layer, first, second] = file.split('/');
  if (layer !== 'features') return { layer };
  return { layer, feature: first === 'settings' ? `${first}/${second}` : first };
}

/** What is wrong with an import of `target` by `importer`, both relative to `src`; undefined when it is allowed. */
function faultOf(importer, target) {
  if (target.endsWith('.css') && path.posix.dirname(target) !== path.posix.dirname(importer)) return 'css';
  const from = placeOf(importer);
  const to = placeOf(target);
  if (from.layer === 'shared' && (to.layer === 'features' || to.layer === 'app')) return 'shared';
  if (from.layer === 'features' && to.layer === 'app') return 'app';
  if (to.feature && to.feature !== from.feature && target !== `features/${to.feature}/index.js`) return 'inside';
  return undefined;
}

/** The walls of the console: app → features → shared, features through their `index.ts`, styles in their own folder. */
export const layers = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      css: 'A CSS module is imported only from its own folder. What several features use is a component of libs/ui or shared.',
      shared: '`shared` imports neither features nor `app`.',
      app: 'A feature does not import `app`.',
      inside: 'A feature is imported only through its index.ts.',
    },
  },
  create(context) {
    const at = context.filename.indexOf(source);
    if (at < 0) return {};
    const importer = context.filename
      .slice(at + source.length)
      .split(path.sep)
      .join('/');
    const check = (node) => {
      const specifier = node?.value;
      if (typeof specifier !== 'string' || !specifier.startsWith('.')) return;
      const messageId = faultOf(importer, path.posix.join(path.posix.dirname(importer), specifier));
      if (messageId) context.report({ node, messageId });
    };
    return {
      ImportDeclaration: ({ source: from }) => check(from),
      ImportExpression: ({ source: from }) => check(from),
      ExportNamedDeclaration: ({ source: from }) => check(from),
      ExportAllDeclaration: ({ source: from }) => check(from),
    };
  },
};
