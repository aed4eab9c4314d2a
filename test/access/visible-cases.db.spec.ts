import { createSector, type Principal } from '@guichet/access';
import { CreateTemplate } from '@guichet/contracts';
import { toChange } from '@guichet/database';
import fc from 'fast-check';
import type { Pool } from 'pg';
import { mayKnow, roomsFor, roomsOf } from '../../libs/live/src/event-rooms.js';
import { notifyAgents } from '../../libs/notifications/src/index.js';
import { createTemplate } from '../../libs/templates/src/index.js';
import { TestTown } from '../support/test-town.js';
import { Beginning, pick, Step } from './drawn-steps.js';
import { isOpenTo, RandomHistory, type Cast, type StepResult } from './random-history.js';
import { isUnfinished } from './reading.js';
import { reads } from './reads.js';
import type { StoredCase } from './stored-rows.js';

/** `ACCESS_HISTORIES=10000` for the long version; `ACCESS_SEED` repeats one. */
const numRuns = Number(process.env['ACCESS_HISTORIES'] ?? 20);
// A run for all tests is about the code: it goes through the same histories each time. Others are asked for by their seed.
const seed = Number(process.env['ACCESS_SEED'] ?? 20_261_128);
/** How many go on at a time, each in a town of its own, where a long version waits for a busy machine: from seeds that follow one another. */
const atOnce = Number(process.env['ACCESS_AT_ONCE'] ?? 1);

const casts: Cast[] = [];

beforeAll(async () => {
  for (let n = 0; n < atOnce; n += 1) casts.push(await buildCast());
});
afterAll(() => Promise.all(casts.map(({ town }) => town.close())));

async function buildCast(): Promise<Cast> {
  // The same few statements are asked many thousand times, of tables with a few rows.
  const town = await TestTown.build({ plan_cache_mode: 'force_generic_plan' });
  // A long version goes on beside other work: a connection may take longer to come about than a request would wait for it.
  const { master } = town.database.source.driver as unknown as { master: Pool };
  Object.assign(master.options, { connectionTimeoutMillis: 120_000, idleTimeoutMillis: 0 });
  const teamIds = [await town.team('Écoles'), await town.team('Voirie'), await town.team('Social')];
  const root = await town.agent('Root', [], 'administrator');
  const sectorIds = await sectorsWithTemplates(town, root);
  const agents = [await town.agent('Ana'), await town.agent('Bob'), await town.agent('Cleo')];
  const accounts = [];
  for (const teamId of teamIds) accounts.push(await town.mailbox(teamId));
  return { town, root, agents, teamIds, sectorIds, accounts };
}

/** Two sectors, each with a template of its own, and one template that every agent knows. */
async function sectorsWithTemplates(town: TestTown, root: Principal): Promise<string[]> {
  const as = <Result>(work: Parameters<typeof town.database.write<Result>>[1]) =>
    town.database.write({ kind: 'agent', id: root.id, name: root.name }, work);
  const sectorIds: string[] = [];
  for (const name of ['Famille', 'Santé']) sectorIds.push((await as((tx) => createSector(tx, root, { name }))).id);
  for (const sectorId of [...sectorIds, null]) {
    const wanted = CreateTemplate.parse({ title: `Modèle ${sectorId}`, sectorId });
    await as((tx) => createTemplate(tx, root, wanted));
  }
  return sectorIds;
}

/** Every event reaches the sockets of those who may know it, and nobody else's, live and when they catch up. */
async function isHeardByWhoeverMay(history: RandomHistory, { before, after, events }: StepResult): Promise<void> {
  const everybody = await Promise.all(history.everybody.map(({ id }) => history.principal(id)));
  for (const who of everybody) {
    const { id } = who;
    const rooms = new Set(roomsFor(who));
    const teams = history.permitted.teams(id, 'case.read');
    const hiddenBefore = new Set(history.hiddenFrom(id, before));
    const hidden = history.hiddenFrom(id).filter((word) => hiddenBefore.has(word) || !before.cases.some((item) => item.id === word)); // prettier-ignore
    const isTheirs = ({ assigneeId }: StoredCase) =>
      assigneeId === id && history.permitted.seesAssigned(id, 'case.read');
    for (const event of events) {
      const around = [...before.cases, ...after.cases].filter((item) => item.id === event.caseId);
      const isOpen = after.cases.filter((item) => item.id === event.caseId).every((item) => isOpenTo(id, item));
      const may = {
        // That a case is to go from the screen is for those who may have it there.
        teams:
          event.caseId === null
            ? event.teamIds.some((team) => teams.has(team))
            : isOpen &&
              // By its team before or after, or because they have it now.
              (around.some(({ teamId }) => teams.has(teamId)) ||
                after.cases.some((item) => item.id === event.caseId && isTheirs(item))),
        agent: event.agentId === id,
        colleagues:
          event.agentId === id ||
          [...history.permitted.of(event.agentId ?? '').memberOf].some((team) => teams.has(team)) ||
          history.permitted.hasForAll(id, 'case.read'),
        'all-teams': history.permitted.hasForAll(id, 'case.read'),
        everybody: true,
      }[event.audience];
      const heard = roomsOf(event).some((room) => rooms.has(room));
      const { type, audience } = event;
      expect({ type, audience, heard, caughtUp: mayKnow(who, event) }).toEqual({ type, audience, heard: may, caughtUp: may }); // prettier-ignore
      const frame = heard ? JSON.stringify(toChange(event)) : '';
      expect({ frame, said: hidden.filter((word) => frame.includes(word)) }).toEqual({ frame, said: [] });
    }
  }
}

/** Whoever is mentioned and may read the case is notified, and whoever was assigned one by somebody else. */
async function notifiesWhoeverMay(history: RandomHistory, { after, events }: StepResult): Promise<void> {
  const { database } = history.cast.town;
  const had = await database.query<{ id: string }>(`select id from notification`);
  await database.write({ kind: 'system', name: 'Notifications' }, (tx) => notifyAgents(tx, events));
  const added = await database.query<{ caseId: string; agentId: string; type: string }>(
    `select case_id as "caseId", agent_id as "agentId", about ->> 'type' as type from notification where not id = any($1::uuid[]) and about ->> 'type' <> 'break-glass'`,
    [had.map(({ id }) => id)],
  );
  const expected = events.flatMap((event) => {
    const item = after.cases.find(({ id }) => id === event.caseId);
    if (!item) return [];
    const mentioned = event.type === 'note.added' ? event.data.mentions : [];
    const readers = mentioned.filter(
      (id) => history.permitted.inCase(id, 'case.read', item) && (item.restrictedTo?.includes(id) ?? true),
    );
    const assigned =
      event.type === 'case.changed' && event.data.fields.includes('assigned') && item.assigneeId
        ? [item.assigneeId]
        : [];
    const about = (type: string) => (agentId: string) => ({ caseId: item.id, agentId, type });
    return [...readers.map(about('mentioned')), ...assigned.map(about('assigned'))].filter(
      ({ agentId }) => agentId !== event.actorId,
    );
  });
  const inOrder = (rows: object[]) => rows.map((row) => JSON.stringify(row, ['caseId', 'agentId', 'type'])).sort();
  expect(inOrder(added)).toEqual(inOrder(expected));
}

/** A case that came to a team or an agent is held by somebody who may work on it, and is named for it, or by nobody. */
function isHeldByWhoeverMay(history: RandomHistory, { before, after }: StepResult, step: Step): void {
  const mayHold = ({ assigneeId, teamId }: StoredCase) =>
    assigneeId === null ||
    history.permitted.teams(assigneeId, 'case.update').has(teamId) ||
    history.permitted.seesAssigned(assigneeId, 'case.read');
  for (const { assigneeId, restrictedTo } of after.cases)
    if (assigneeId && restrictedTo) expect(restrictedTo).toContain(assigneeId);
  for (const item of after.cases) {
    const was = before.cases.find(({ id }) => id === item.id);
    const isGivenBack = step.act === 'give-back' && isUnfinished(item) && item.assigneeId === history.agent(step).id;
    if (isGivenBack || (was && (was.teamId !== item.teamId || was.assigneeId !== item.assigneeId)))
      expect({ item, mayHold: mayHold(item) }).toEqual({ item, mayHold: true });
  }
}

/** Whoever saw a case because it was assigned to them hears that it is gone, as nothing else of it reaches them any more. */
function losesWhatIsUnassigned(history: RandomHistory, { before, after, events }: StepResult): void {
  for (const item of after.cases) {
    const was = before.cases.find(({ id }) => id === item.id);
    const agentId = was?.assigneeId;
    if (!agentId || agentId === item.assigneeId || !history.permitted.seesAssigned(agentId, 'case.read')) continue;
    const said = events.some(
      ({ type, data, ...event }) =>
        type === 'case.withdrawn' && data['caseId'] === item.id && event.agentId === agentId,
    );
    expect({ item, said }).toEqual({ item, said: true });
  }
}

/** A socket is looked at again when a role of its agent begins or ends. */
async function knowsWhenItChanges(history: RandomHistory, id: string): Promise<void> {
  const { changesAt } = await history.principal(id);
  // What was opened by breaking a glass is open for an hour, and time passes by whole hours.
  const ofGlass = history.rows.cases.some(({ openedBy }) => openedBy.includes(id)) ? [1] : [];
  const times = [...ofGlass, history.permitted.nextChange(id) ?? Infinity];
  const next = Math.min(...times) === Infinity ? null : Math.min(...times);
  const hours = changesAt === null ? null : (changesAt - Date.now()) / 3_600_000;
  expect(hours === null ? null : Math.round(hours * 2) / 2).toBe(next);
}

describe('whoever is who, and whatever happens to cases', () => {
  // Threats: A018, A019.
  // ASVS: 8.2.2.
  it('each sees what is theirs: in lists, counts, figures, exports, notifications and events', async () => {
    let steps = 0;
    let asked = 0;
    let lived = 0;
    const lives = async (history: RandomHistory, acts: readonly Step[]) => {
      for (const step of acts) {
        steps += 1;
        const deed = await history.go(step);
        isHeldByWhoeverMay(history, deed, step);
        await isHeardByWhoeverMay(history, deed);
        losesWhatIsUnassigned(history, deed);
        await notifiesWhoeverMay(history, deed);
        const { id } = pick(history.everybody, step.reader)!;
        await knowsWhenItChanges(history, id);
        const who = await history.principal(id);
        const hidden = history.hiddenFrom(id);
        for (const n of step.reads) {
          asked += 1;
          const answer = JSON.stringify(
            (await pick(reads, n)!({ history, who, n: Math.floor(n / reads.length) })) ?? null,
          );
          expect(hidden.filter((word) => answer.includes(word))).toEqual([]);
        }
      }
      lived += 1;
    };
    const Acts = fc.array(Step, { minLength: 1, maxLength: 16, size: 'max' });
    const run = (cast: Cast, n: number) =>
      fc.assert(
        fc.asyncProperty(Beginning, Acts, async (drawn, acts) =>
          lives(await new RandomHistory(cast).begin(drawn), acts),
        ),
        // By its seed alone one is shrunk again.
        { numRuns: Math.ceil(numRuns / atOnce), seed: seed + n, endOnFailure: atOnce > 1 },
      );
    const runs = await Promise.allSettled(casts.map(run));
    if (process.env['ACCESS_HISTORIES'])
      process.stderr.write(`${lived} histories of ${steps} steps and ${asked} reads in all, from seed ${seed}.\n`);
    for (const ended of runs) if (ended.status === 'rejected') throw ended.reason;
  }, 36_000_000);
});
