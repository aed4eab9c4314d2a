import { join } from 'node:path';
import { ESLint, Linter } from 'eslint';
import { layers } from '../../apps/console/lint/layers.mjs';

const linter = new Linter({ cwd: '/guichet' });
const faultsOf = (file: string, code: string) =>
  linter
    .verify(
      code,
      [{ files: ['**'], plugins: { console: { rules: { layers } } }, rules: { 'console/layers': 'error' } }],
      {
        filename: join('/guichet/apps/console/src', file),
      },
    )
    .map(({ messageId, message }) => messageId ?? message);

const root = join(import.meta.dirname, '../..');

describe('the layers of the console', () => {
  it('are checked in every file of the console', async () => {
    const config = (await new ESLint({ cwd: root }).calculateConfigForFile(
      join(root, 'apps/console/src/features/case/index.ts'),
    )) as Linter.Config;
    expect(config.rules?.['console/layers']).toEqual([2]);
  });

  it.each([
    ['a style sheet of another feature', 'features/inbox/row.js', `import css from '../case/case.module.css'`, 'css'],
    ['a style sheet of another shared folder', 'shared/layout/a.js', `import css from '../forms/b.module.css'`, 'css'],
    ['the inside of another feature', 'features/inbox/row.js', `import { x } from '../case/timeline.js'`, 'inside'],
    ['it lazily', 'features/inbox/row.js', `const load = () => import('../case/timeline.js')`, 'inside'],
    ['it by passing it on', 'features/inbox/index.js', `export { x } from '../case/timeline.js'`, 'inside'],
    ['the inside of other settings', 'features/settings/sla/a.js', `import { x } from '../routing/b.js'`, 'inside'],
    ['the inside of a feature by app', 'app/router.js', `import { x } from '../features/case/timeline.js'`, 'inside'],
    ['a feature by shared', 'shared/cases/row.js', `import { x } from '../../features/case/index.js'`, 'shared'],
    ['app by a feature', 'features/case/a.js', `import { x } from '../../app/router.js'`, 'app'],
  ])('refuse to import %s', (_, file, code, fault) => expect(faultsOf(file, code)).toEqual([fault]));

  it('allow a feature by its index, shared code, and what stands beside', () => {
    const code = `import { x } from '../case/index.js'
      import { y } from '../../shared/api/client.js'
      import css from './row.module.css'
      import { z } from './row-time.js'`;
    expect(faultsOf('features/inbox/row.js', code)).toEqual([]);
  });
});
