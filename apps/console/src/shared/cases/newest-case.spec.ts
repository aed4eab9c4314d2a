import { newestCase } from './newest-case.js';

const pane = (version: number) => ({ version, of: 'pane' });
const row = (version: number) => ({ version, of: 'row' });

it('takes a case from its row, where the pane was left before a colleague changed it', () =>
  expect(newestCase(pane(3), row(5))).toEqual(row(5)));

it('takes a case from its pane, where its row is behind', () => expect(newestCase(pane(5), row(3))).toEqual(pane(5)));

it('takes a case from its pane, which knows more of it, where both are of one version', () =>
  expect(newestCase(pane(3), row(3))).toEqual(pane(3)));

it('takes a case from wherever it is known', () => {
  expect(newestCase(undefined, row(3), undefined)).toEqual(row(3));
  expect(newestCase(undefined, undefined, row(3))).toEqual(row(3));
  expect(newestCase(undefined, undefined)).toBeUndefined();
});
