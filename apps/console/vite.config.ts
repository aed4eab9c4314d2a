import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import mantine from 'postcss-preset-mantine';
import { defaultClientConditions, defineConfig, loadEnv, type Plugin, type PluginOption } from 'vite';

const server = loadEnv('', import.meta.dirname, 'GUICHET_')['GUICHET_SERVER'] ?? 'http://localhost:3000';
// The preset comes without types.
const presets = mantine as () => { postcssPlugin: string };

/**
 * Chunks that browsers are asked to compile as they are fetched, which is while nobody waits, and in the background: else each function
 * would be compiled as it is first called, which is when somebody opens the first case or palette. Browsers that know nothing of it see a comment.
 */
const COMPILED_AS_FETCHED = /^(case-route|cases|frame-parts|ui)-.*\.js$/;

/** Marks the scripts that are to be compiled as a whole, and writes `.br` and `.gz` beside each script and style sheet: once, not at each request. */
const finished = (): Plugin => ({
  name: 'finished',
  apply: 'build',
  async writeBundle({ dir = '' }) {
    const files = await readdir(join(dir, 'assets'));
    const write = async (file: string) => {
      const path = join(dir, 'assets', file);
      const bundled = await readFile(path, 'utf8');
      const content = COMPILED_AS_FETCHED.test(file) ? `//# allFunctionsCalledOnLoad\n${bundled}` : bundled;
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
      await writeFile(path, content);
      await writeFile(`${path}.br`, await promisify(brotliCompress)(content, quality));
      await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
    };
    await Promise.all(files.filter((file) => /\.(js|css)$/.test(file)).map(write));
  },
});

/**
 * Puts the style sheet behind what `index.html` shows of itself, which would wait for it otherwise, and before the root, in which
 * the theme writes what it changes of it.
 */
const stylesBeforeRoot = (): Plugin => ({
  name: 'styles-before-root',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(html) {
      const sheets = html.match(/^ *<link rel="stylesheet".*>\n/gm) ?? [];
      const without = sheets.reduce((rest, sheet) => rest.replace(sheet, ''), html);
      return without.replace(/^ *<div id="root">/m, (root) => `${sheets.join('')}${root}`);
    },
  },
});

/** Writes the methods and paths of the endpoints, a line each, in place of the module that takes them from the contracts, with all schemas. */
const endpointAddresses = (): Plugin => ({
  name: 'endpoint-addresses',
  apply: 'build',
  async load(id) {
    if (!id.endsWith('/src/shared/api/endpoint-addresses.ts')) return null;
    const { endpoints } = await import('@guichet/contracts');
    const lines = Object.entries(endpoints).map(([name, { method, path }]) => `${name} ${method} ${path}`);
    return `const addressOf = (line) => {
      const [name, method, path] = line.split(' ');
      return [name, { method, path }];
    };
    export const addresses = Object.fromEntries(${JSON.stringify(lines.join('\n'))}.split('\\n').map(addressOf));`;
  },
});

export default defineConfig({
  plugins: [react() as PluginOption, endpointAddresses(), stylesBeforeRoot(), finished()],
  resolve: { conditions: ['@guichet/source', ...defaultClientConditions] },
  css: { postcss: { plugins: [presets()] } },
  build: {
    target: 'es2023',
    // The content security policy allows no `data:` but for images.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: {
        // Chunks import one another in circles, which the modules of one must not notice.
        strictExecutionOrder: true,
        // Else named after all that share them.
        chunkFileNames: ({ name }) => `assets/${name.split('~')[0]}-[hash].js`,
        codeSplitting: {
          groups: [
            // What changes only with its versions, and every screen needs: the timeline alone has rows of unknown heights.
            {
              name: 'base',
              test: /node_modules\/(react|react-dom|scheduler|@tanstack\/(?!react-virtual|virtual-core)[^/]+|i18next|react-i18next)\//,
            },
            { name: 'initial', tags: ['$initial'] },
            // What several screens share, in few files, as each request costs a slow line and a processor more than code that is not
            // needed. By what they are, because a file that unlike screens share would bring the charts to whoever opens a case. A group
            // takes with it all that it needs unless an earlier one has that: what needs the fewest others comes first.
            {
              name: 'ui',
              test: /node_modules\/(@mantine\/(?!tiptap)|@floating-ui|@tabler|clsx|react-remove-scroll|react-transition-group|@babel)|libs\/ui\//,
              minShareCount: 2,
            },
            { name: 'contracts', test: /libs\/contracts\/|node_modules\/zod\//, minShareCount: 2 },
            { name: 'editor', test: /node_modules\/(@tiptap|@mantine\/tiptap|prosemirror|linkifyjs)/ },
            { name: 'charts', test: /node_modules\/(recharts|d3-|es-toolkit)/ },
            { name: 'text-diff', test: /node_modules\/diff\// },
            {
              name: 'cases',
              test: /console\/src\/(shared|features\/(case|composer|people|inbox|notifications|search|settings\/layout))\//,
              minShareCount: 2,
            },
            { name: 'dashboards', test: /features\/dashboards\//, minShareCount: 2 },
            { name: 'settings', test: /console\/src\/features\//, minShareCount: 2 },
            { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 30_000 },
          ],
        },
      },
    },
  },
  // With the host of the page, as a page of another host may not sign anybody in.
  server: { proxy: { '/api': { target: server }, '/socket.io': { target: server, ws: true } } },
});
