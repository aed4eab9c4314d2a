import { randomUUID } from 'node:crypto';
import { createDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { Database } from './database.js';
import { FilledFields1796900000210 } from './migrations/1796900000210-filled-fields.js';

const [caseId, typeId, often, never] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createDatabase();
  database = await Database.connect(home.url);
  await database.execute(`insert into team (id, name) values ($1::uuid, 'Voirie')`, [caseId]);
  await database.execute(
    `insert into cases (id, reference, subject, team_id, last_entry_at, opened_at)
     values ($1::uuid, 'A-1', '', $1::uuid, now(), '2026-01-01T08:00:00Z')`,
    [caseId],
  );
  await database.execute(`insert into case_type (id, name) values ($1, 'Terrasse')`, [typeId]);
  for (const id of [often, never])
    await database.execute(
      `insert into case_field (id, case_type_id, key, kind, label, help, options, required, position, created_at)
       values ($1, $2, $3, 'number', '{}', '{}', '[]', false, 0, now())`,
      [id, typeId, `f_${id.replaceAll('-', '')}`],
    );
});
afterAll(async () => {
  await database.close();
  await home.drop();
});

async function migrated(direction: 'up' | 'down'): Promise<void> {
  const runner = database.source.createQueryRunner();
  await runner.startTransaction();
  await new FilledFields1796900000210()[direction](runner);
  await runner.commitTransaction();
  await runner.release();
}

const said = (at: string, position: number) =>
  database.execute(
    `insert into timeline_entry (id, case_id, kind, actor_kind, actor_name, at, position, data)
     values (uuidv7(), $1, 'activity', 'agent', 'Ana', $2, $4, $3::jsonb)`,
    [
      caseId,
      at,
      JSON.stringify({ type: 'fields', changes: [{ fieldId: often, label: {}, from: null, to: null }] }),
      position,
    ],
  );

describe('the values that cases had before their day was kept', () => {
  it('are as old as the timeline says, or as the case', async () => {
    await migrated('down');
    for (const id of [often, never])
      await database.execute(`insert into case_field_value values ($1, $2, 'number', '5')`, [caseId, id]);
    await said('2026-02-01T08:00:00Z', 1);
    await said('2026-03-01T08:00:00Z', 2);

    await migrated('up');

    const rows = await database.query<{ id: string; at: Date }>(`select field_id as id, filled_at as at from case_field_value`); // prettier-ignore
    const at = new Map(rows.map((row) => [row.id, row.at.toISOString()]));
    expect([at.get(often), at.get(never)]).toEqual(['2026-03-01T08:00:00.000Z', '2026-01-01T08:00:00.000Z']);
  });
});
