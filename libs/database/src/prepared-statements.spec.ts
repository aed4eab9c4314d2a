import { Statements } from './prepared-statements.js';

describe('statements', () => {
  it('are prepared once they are run often, each under one name', () => {
    const statements = new Statements('read');
    const nameOf = (sql: string) => statements.of(sql, []).name;
    expect([nameOf('select 1'), nameOf('select 1')]).toEqual([undefined, undefined]);
    expect([nameOf('select 1'), nameOf('select 1')]).toEqual(['read 1', 'read 1']);
    for (let n = 0; n < 3; n += 1) nameOf('select 2');
    expect(nameOf('select 2')).toBe('read 2');
    expect([statements.has('select 2'), statements.has('select 3')]).toEqual([true, false]);
  });

  // Threats: A096.
  it('are not prepared without end', () => {
    const statements = new Statements('read');
    const names = new Set<string | undefined>();
    for (let n = 0; n < 1_000; n += 1)
      for (let run = 0; run < 5; run += 1) names.add(statements.of(`select ${n}`, []).name);
    names.delete(undefined);
    expect(names.size).toBe(400);
  });
});
