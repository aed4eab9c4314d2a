import type { TemplateVersion } from '@guichet/contracts';
import { reasonAlone, versionHistory } from './version-history.js';

const step = (by: string, day: number) => ({ by, byId: by, at: `2026-11-${day}T10:00:00.000Z` });
const version = (over: Partial<TemplateVersion>) =>
  ({ created: step('Ana', 10), submitted: null, returns: [], approved: null, withdrawn: null, remark: null, ...over }) as TemplateVersion; // prettier-ignore
const shown = (one: TemplateVersion) => versionHistory(one).map(({ name, by, remark }) => [name, by, remark]);

describe('the history of a version', () => {
  it('has each submission with what it was sent back for, in the order of time', () => {
    const history = shown(
      version({
        ...{ submitted: step('Bob', 14), approved: step('Sam', 15) },
        returns: [
          { ...step('Sam', 12), remark: 'Dites où venir.', revision: 1, submitted: step('Ana', 11) },
          { ...step('Sam', 13), remark: null, revision: 2, submitted: step('Ana', 12) },
        ],
      }),
    );
    expect(history).toEqual([
      ['created', 'Ana', null],
      ['submitted', 'Ana', null],
      ['returned', 'Sam', 'Dites où venir.'],
      ['submitted', 'Ana', null],
      ['returned', 'Sam', null],
      ['submitted', 'Bob', null],
      ['approved', 'Sam', null],
    ]);
  });

  it('has the submission that was sent back last once', () => {
    const submitted = step('Ana', 11);
    const returns = [{ ...step('Sam', 12), remark: 'Non.', revision: 1, submitted }];
    expect(shown(version({ submitted, returns, remark: 'Non.' })).map(([name]) => name)).toEqual([
      'created',
      'submitted',
      'returned',
    ]);
  });

  it('has the reason of a draft that was sent back before that was kept as a step, and no reason twice', () => {
    const submitted = step('Ana', 11);
    const draft = version({ state: 'draft', submitted, remark: 'Dites où venir.' });
    expect(reasonAlone(draft)).toBe('Dites où venir.');
    const returns = [{ ...step('Sam', 12), remark: 'Dites où venir.', revision: 1, submitted }];
    expect(reasonAlone({ ...draft, returns })).toBeNull();
    expect(reasonAlone({ ...draft, state: 'withdrawn' })).toBeNull();
    expect(reasonAlone({ ...draft, remark: null })).toBeNull();
  });

  it('says that whoever submitted it has approved it themselves', () => {
    expect(shown(version({ submitted: step('Sam', 11), approved: step('Sam', 12) })).at(-1)).toEqual([
      'approvedOwn',
      'Sam',
      null,
    ]);
    const shipped = { by: 'Guichet', byId: null, at: '2026-11-10T10:00:00.000Z' };
    expect(shown(version({ submitted: shipped, approved: shipped })).at(-1)).toEqual(['approved', 'Guichet', null]);
  });

  it('says why it was withdrawn', () => {
    expect(shown(version({ withdrawn: step('Sam', 12), remark: 'Périmé.' })).at(-1)).toEqual([
      'withdrawn',
      'Sam',
      'Périmé.',
    ]);
  });
});
