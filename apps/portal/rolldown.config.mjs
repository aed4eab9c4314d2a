import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const MOST = 40_000;

/** Compressed once, and never larger than what a page can be asked to load. */
const compressed = {
  name: 'compressed',
  async writeBundle({ dir }) {
    const path = join(dir, 'widget.js');
    const content = gzipSync(await readFile(path), { level: 9 });
    if (content.length > MOST) throw new Error(`the widget has ${content.length} bytes, more than ${MOST}`);
    await writeFile(`${path}.gz`, content);
  },
};

export default {
  input: 'src/chat-widget/widget.ts',
  platform: 'browser',
  resolve: { conditionNames: ['@guichet/source', 'browser', 'import', 'default'] },
  transform: { target: 'es2022' },
  output: { dir: 'dist', entryFileNames: 'widget.js', format: 'iife', minify: true, comments: false },
  plugins: [compressed],
};
