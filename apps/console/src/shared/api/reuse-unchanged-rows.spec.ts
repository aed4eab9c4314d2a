import { reuseUnchangedRows } from './reuse-unchanged-rows.js';

const row = (id: string, subject = 'Cantine') => ({ id, subject, team: { name: 'Accueil' } });
const list = (...pages: ReturnType<typeof row>[][]) => ({
  pages: pages.map((items, at) => ({ items, nextCursor: at === pages.length - 1 ? null : `${at}` })),
  pageParams: pages.map(() => undefined),
});
const rowsOf = ({ pages }: { pages: readonly { items: readonly ReturnType<typeof row>[] }[] }) =>
  pages.flatMap(({ items }) => items);

describe('the rows of a list that has changed', () => {
  const before = list([row('c'), row('b')], [row('a')]);
  const [c, b, a] = rowsOf(before);

  it('are the same ones below a row that has gone', () => {
    const after = reuseUnchangedRows(before, list([row('b')], [row('a')]));
    expect(rowsOf(after).map((one) => [b, a].includes(one))).toEqual([true, true]);
  });

  it('are the same ones below a row that has come, also on another page', () => {
    const after = rowsOf(reuseUnchangedRows(before, list([row('d'), row('c'), row('b'), row('a')])));
    expect(after.map(({ id }) => id)).toEqual(['d', 'c', 'b', 'a']);
    expect(after.slice(1)).toEqual([c, b, a]);
    expect(after.slice(1).every((one, at) => one === [c, b, a][at])).toBe(true);
  });

  it('are other ones where something of them has changed, with what has not', () => {
    const [, changed, last] = rowsOf(
      reuseUnchangedRows(before, list([row('c'), row('b', 'Cantine de mai')], [row('a')])),
    );
    expect(changed).toEqual(row('b', 'Cantine de mai'));
    expect(changed!.team).toBe(b!.team);
    expect(last).toBe(a);
  });

  it('are the list that was there where nothing has changed', () => {
    expect(reuseUnchangedRows(before, list([row('c'), row('b')], [row('a')]))).toBe(before);
    expect(reuseUnchangedRows(before, list([row('c'), row('b')]))).not.toBe(before);
  });

  it('are as they come where there was no list', () => {
    expect(reuseUnchangedRows(undefined, before)).toBe(before);
  });
});
