import { parameters } from '@guichet/access';
import { newId } from '@guichet/platform';
import { TestTown } from '../../../test/support/test-town.js';
import { hasNumber } from './handle-number.js';

let town: TestTown;
beforeAll(async () => {
  town = await TestTown.build();
  const citizenId = newId();
  await town.database.execute(`insert into citizen (id, name, root_id) values ($1, 'Zoé', $1)`, [citizenId]);
  await town.database.execute(
    `insert into handle (id, type, value, citizen_id, evidence)
     select gen_random_uuid(), case n % 2 when 0 then 'phone' else 'account' end, '+336' || lpad((n * 7919 % 100000000)::text, 8, '0'), $1, 'wrote'
     from generate_series(1, 40000) n`,
    [citizenId],
  );
  await town.database.execute('analyze handle');
});
afterAll(() => town.close());

describe('the handles of a part of a telephone number', () => {
  it.each(['06 39 98', '98 00 42'])('“%s” are found by indexes alone, among many', async (q) => {
    const { values, bind } = parameters();
    const rows = await town.database.query<{ 'QUERY PLAN': string }>(
      `explain select h.id from handle h where ${hasNumber('h', q, bind)}`,
      values,
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('Bitmap Index Scan on handle_ending');
    expect(plan).toContain('Bitmap Index Scan on handle_beginning');
    expect(plan).not.toContain('Seq Scan');
  });

  it('are of telephones, where its last digits were typed', async () => {
    const { values, bind } = parameters();
    const ending = String(20_001 * 7919).slice(-6);
    const rows = await town.database.query<{ type: string; value: string }>(
      `select h.type, h.value from handle h where ${hasNumber('h', ending, bind)}`,
      values,
    );
    expect(rows.filter(({ value }) => value.endsWith(ending)).map(({ type }) => type)).not.toContain('account');
  });
});
