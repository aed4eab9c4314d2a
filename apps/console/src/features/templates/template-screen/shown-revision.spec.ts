import { shownRevision } from './shown-revision.js';

it('a text is shown as it was saved, each time that it is', () => {
  const version = { id: 'one', revision: 3 };
  expect(shownRevision(version, 'saved')).toBe(shownRevision(version));
  expect(shownRevision({ ...version, revision: 4 }, 'saved')).not.toBe(shownRevision(version));
  expect(shownRevision({ ...version, id: 'other' }, 'saved')).not.toBe(shownRevision(version));
});

it.each(['saving', 'failed', 'conflict'] as const)('no version is shown while the editor is %s', (saving) =>
  expect(shownRevision({ id: 'one', revision: 3 }, saving)).toBeUndefined(),
);
