import type { Principal } from '@guichet/access';
import { from, receive } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { mergeCase } from '../moving/move-split-merge.js';
import { UNANSWERED_CITIZENS } from './unanswered-citizens.js';

const PEOPLE = 300;
const REPLIES = 200;

let town: TestTown;
let ana: Principal;
let kept: string;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Streets');
  ana = await town.agent('Ana', [team]);
  const mailbox = await town.mailbox(team);
  const write = async (name: string) =>
    (await receive(town, mailbox, from('email', `${name}@citizen.test`, { name, body: 'The lamp is out' })))[0]!;
  const gone = await write('first');
  kept = await write('second');
  await town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, (tx) =>
    mergeCase(tx, ana, { fromId: gone, intoId: kept }),
  );
  await signAlso(gone);
  await replyToSome();
});
afterAll(() => town.close());

/** The id of a row that is made as a copy of another one. */
const copied = (what: string) => `md5('${what}' || g)::uuid`;
const copies = (table: string, changes: string) =>
  `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object(${changes}))).* from ${table} t, generate_series(1, $2) g`;

/** As many people more as have signed a petition have each written as the first one, and their cases were merged, too. */
async function signAlso(gone: string): Promise<void> {
  const run = (sql: string, id: string) => town.database.execute(sql, [id, PEOPLE]);
  const [first] = await town.database.query<{ entry: string; handle: string; citizen: string }>(
    `select m.entry_id as entry, h.id as handle, h.citizen_id as citizen from message m join handle h on h.id = m.handle_id where h.value = 'first@citizen.test'`,
  );
  const { entry, handle, citizen } = first!;
  const ids = { citizen: copied('citizen'), handle: copied('handle'), case: copied('case'), entry: copied('entry') };
  await run(`${copies('citizen', `'id', ${ids.citizen}, 'root_id', ${ids.citizen}, 'name', 'p' || g`)} where t.id = $1`, citizen); // prettier-ignore
  await run(`${copies('handle', `'id', ${ids.handle}, 'citizen_id', ${ids.citizen}, 'value', 'p' || g || '@citizen.test'`)} where t.id = $1`, handle); // prettier-ignore
  await run(`${copies('cases', `'id', ${ids.case}, 'reference', 'P' || g, 'citizen_id', ${ids.citizen}, 'citizen_name', 'p' || g`)} where t.id = $1`, gone); // prettier-ignore
  await run(`${copies('timeline_entry', `'id', ${ids.entry}, 'position', 1000 + g, 'from_case_id', ${ids.case}`)} where t.id = $1`, entry); // prettier-ignore
  await run(`${copies('message', `'entry_id', ${ids.entry}, 'handle_id', ${ids.handle}, 'external_id', 'p' || g, 'fingerprint', 'p' || g`)} where t.entry_id = $1`, entry); // prettier-ignore
  await run(`${copies('entry_move', `'id', ${copied('move')}, 'from_id', ${ids.case}`)} where t.from_id = $1`, gone);
  await run(`insert into case_participant select $1, ${ids.handle} from generate_series(1, $2) g`, kept);
}

/** Some of them have a reply in the merged case. */
async function replyToSome(): Promise<void> {
  const [first] = await town.database.query<{ entry: string }>(`select entry_id as entry from message m join handle h on h.id = m.handle_id where h.value = 'first@citizen.test'`); // prettier-ignore
  const run = (sql: string) => town.database.execute(sql, [first!.entry, REPLIES]);
  const to = `jsonb_build_array(jsonb_build_object('type', 'email', 'value', 'p' || g || '@citizen.test'))`;
  await run(`${copies('timeline_entry', `'id', ${copied('reply')}, 'position', 9000 + g, 'from_case_id', null, 'direction', 'out', 'actor_kind', 'agent', 'at', now() + interval '1 minute', 'data', t.data || jsonb_build_object('to', ${to})`)} where t.id = $1`); // prettier-ignore
  await run(`${copies('message', `'entry_id', ${copied('reply')}, 'handle_id', null, 'direction', 'out', 'external_id', 'r' || g, 'fingerprint', 'r' || g`)} where t.entry_id = $1`); // prettier-ignore
}

interface Node {
  'Actual Rows': number;
  'Actual Loops': number;
  Plans?: Node[];
  [removed: `Rows Removed by ${string}`]: number | undefined;
}

/** How many rows each part of a plan has read. */
const rowsRead = (node: Node): number[] => [
  node['Actual Loops'] * (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Join Filter'] ?? 0)), // prettier-ignore
  ...(node.Plans ?? []).flatMap(rowsRead),
];

describe('of a petition that was merged into one case', () => {
  it('those are named who have no reply', async () => {
    const [row] = await town.database.query<{ waiting: { name: string }[] }>(
      `select ${UNANSWERED_CITIZENS} as waiting from cases c where c.id = $1`,
      [kept],
    );
    expect(row!.waiting).toHaveLength(PEOPLE - REPLIES + 2);
  });

  it('no part of the statement reads more than some rows for each message', async () => {
    const [row] = await town.database.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
      `explain (analyze, timing off, format json) select ${UNANSWERED_CITIZENS} from cases c where c.id = $1`,
      [kept],
    );
    expect(Math.max(...rowsRead(row!['QUERY PLAN'][0].Plan))).toBeLessThan(10 * (PEOPLE + REPLIES));
  });
});
