import type { CaseViewers } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { openCase } from '../../../test/support/open-case.js';
import { TestTown } from '../../../test/support/test-town.js';
import { ViewerBoard } from './case-viewers.js';
import type { LiveNamespace, LiveSocket } from './socket-frames.js';

let town: TestTown;
beforeAll(async () => (town = await TestTown.build()));
afterAll(() => town.close());

/** The database, by which the first question is answered after all that were asked after it. */
function slowAtFirst(database: Database): Database {
  let asked = 0;
  return Object.assign(Object.create(database) as Database, {
    async query(sql: string, values: unknown[]) {
      const isFirst = (asked += 1) === 1;
      const rows = await database.query(sql, values);
      if (isFirst) for (let n = 0; n < 5; n += 1) await database.query('select pg_sleep(0.02)');
      return rows;
    },
  });
}

// Interaction: R07.
it('an agent who opens a case and writes at once is shown as writing, however slow the first question was', async () => {
  const agent = await town.agent('Ana', [await town.team('Voirie')]);
  const caseId = await openCase(town, agent, 'Lampadaire');
  const heard: CaseViewers[] = [];
  const emit = (_: string, viewers: CaseViewers) => void heard.push(viewers);
  const socket = { data: { who: agent, presence: new Map(), presenceChanged: Promise.resolve() }, emit };
  const live = { sockets: new Map([['one', socket]]), local: { to: () => ({ emit }) } } as unknown as LiveNamespace;
  const board = new ViewerBoard(slowAtFirst(town.database), live);

  const opening = board.watch(socket as unknown as LiveSocket, caseId);
  const writing = board.set(socket as unknown as LiveSocket, caseId, 'writing');
  await Promise.all([opening, writing]);

  expect(socket.data.presence.get(caseId)).toBe('writing');
  expect(heard.at(-1)?.agents).toEqual([{ id: agent.id, name: agent.name, state: 'writing' }]);
});
