import type { Principal } from '@guichet/access';
import fc from 'fast-check';
import { findOrphans } from '../../../../test/support/find-orphans.js';
import { openCase } from '../../../../test/support/open-case.js';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { signAddressToken } from '../../../messages/src/signed-address-token.js';
import { appendEntry } from '../timeline/append-entries.js';
import { lockCaseOfEntry } from '../verbs/lock-case-of-entry.js';
import { mergeCase, moveEntries, splitCase } from './move-split-merge.js';
import { addNote } from '../verbs/add-note.js';
import { markRead } from '../timeline/mark-case-read.js';
import { saveCase } from '../timeline/write-cases-and-entries.js';
import { undoMove } from './undo-move.js';
import { reopen } from '../verbs/wake-or-reopen-case.js';

/** `MOVE_HISTORIES=10000` for more than every run draws. */
const HISTORIES = Number(process.env['MOVE_HISTORIES'] ?? 100);

let town: TestTown;
let agents: [Principal, Principal];
let account: Intake;
let clock = Date.parse('2026-03-02T08:00:00Z');

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Écoles');
  agents = [await town.agent('Ana', [team]), await town.agent('Bob', [team])];
  account = await town.mailbox(team);
  town.database.clock = () => new Date(clock);
});
afterAll(() => town.close());

/** Numbers that pick an agent, a case, some of its entries: whatever there is by then. */
const Pick = fc.record({
  agent: fc.nat(1),
  one: fc.nat(99),
  other: fc.nat(99),
  some: fc.integer({ min: 1, max: 255 }),
});
const Step = fc.record({
  act: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('open', 'answer', 'go on', 'note', 'read', 'edit') },
    { weight: 5, arbitrary: fc.constantFrom('move', 'move', 'split', 'merge', 'undo') },
  ),
  pick: Pick,
  /** The move is taken back at once, and then made again; a message is received by a server whose clock is behind. */
  tryBack: fc.boolean(),
  /** Minutes until the next step; clocks of two machines differ, so time may stand still or go back. */
  minutes: fc.constantFrom(1, 1, 5, 0, -1),
});
type Step = typeof Step extends fc.Arbitrary<infer Value> ? Value : never;

interface Lies {
  id: string;
  caseId: string;
  kind: string;
  direction: string | null;
  position: number;
  at: Date;
  isMoved: boolean;
  /** Of a message, who wrote it. */
  writer: string | null;
}

const personOf = (n: number): string => `person${n % 4}@citizen.test`;

/** One history of a few cases. */
class History {
  readonly cases: string[] = [];
  private readonly moves: string[] = [];
  /** Each message with the one of the same person behind which it came. */
  private readonly followed: { id: string; earlierId: string }[] = [];
  private serial = 0;

  as<Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]): Promise<Result> {
    return town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
  }

  async go({ act, pick, tryBack, minutes }: Step): Promise<void> {
    clock += minutes * 60_000;
    const who = agents[pick.agent]!;
    const [one, other] = [this.pick(this.cases, pick.one), this.pick(this.cases, pick.other)];
    if (act === 'open' || !one || !other) return this.write(personOf(pick.one));
    if (act === 'answer') return this.write(personOf(pick.some), one);
    if (act === 'go on') return this.goOn(pick.some, tryBack);
    if (act === 'note') return void (await this.as(who, (tx) => addNote(tx, who, { caseId: one, note: { text: `${(this.serial += 1)}`, mentions: [] } })).catch(refused)); // prettier-ignore
    if (act === 'read') return this.as(who, (tx) => markRead(tx, who, { caseId: one, position: pick.some % 8 }));
    if (act === 'edit') return this.edit(pick.some);
    if (act === 'undo') return void (await this.undo(this.pick(this.moves, pick.some)));

    const before = await this.dump();
    const moveId = await this.rearrange(who, { act, one, other, some: pick.some }).catch(refused);
    if (!moveId) return;
    await this.hasLostNothing(before);
    if (!tryBack) return;
    expect(await this.undo(moveId)).toBe(true);
    expect(await this.dump(before.entries)).toEqual(before);
    await this.rearrange(who, { act, one, other, some: pick.some });
  }

  private pick = <Item>(items: readonly Item[], n: number): Item | undefined => items[n % items.length];

  private async write(sender: string, to?: string): Promise<void> {
    const threadKeys = to ? [`reply:${signAddressToken(town.keyring, 'reply', to)}`] : [];
    const [caseId] = await receive(town, account, from('email', sender, { name: '',  threadKeys, body: `Line ${(this.serial += 1)}` })); // prettier-ignore
    if (!this.cases.includes(caseId!)) this.cases.push(caseId!);
    const [came, earlier] = (await this.lying())
      .filter((entry) => entry.caseId === caseId && entry.writer === sender)
      .toReversed();
    if (earlier) this.followed.push({ id: came!.id, earlierId: earlier.id });
  }

  /** Whoever has written a message that is in another case than its own writes to the case in which it is. */
  private async goOn(some: number, isClockBehind: boolean): Promise<void> {
    const moved = (await this.lying()).filter(({ writer, isMoved }) => writer !== null && isMoved);
    const message = this.pick(moved, some);
    if (!message) return;
    const rightTime = clock;
    if (isClockBehind) clock = message.at.getTime() - 60_000;
    await this.write(message.writer!, message.caseId);
    clock = rightTime;
  }

  /** Something is told about a message, wherever that lies now. */
  private async edit(some: number): Promise<void> {
    const message = this.pick(
      (await this.lying()).filter(({ kind }) => kind === 'message'),
      some,
    );
    if (!message) return;
    await this.as(agents[0], async (tx) => {
      const item = await lockCaseOfEntry(tx, message.id);
      const activity = {
        type: 'edited',
        entryId: message.id,
        text: `${(this.serial += 1)}`,
        reportedAt: null,
      } as const;
      item.lastInboundPosition = (
        await appendEntry(tx, { item, entry: { kind: 'activity', data: activity } })
      ).position;
      if (item.status !== 'open') await reopen(tx, item);
      await saveCase(tx, item);
    });
  }

  private async rearrange(
    who: Principal,
    { act, one, other, some }: { act: string; one: string; other: string; some: number },
  ): Promise<string | null> {
    const said = (await this.lying()).filter(({ caseId, kind }) => caseId === one && kind !== 'activity');
    const entryIds = said.filter((_, n) => (some >> (n % 8)) & 1).map(({ id }) => id);
    if (act !== 'merge' && entryIds.length === 0) return null;
    const done = await this.as(who, (tx) =>
      act === 'merge'
        ? mergeCase(tx, who, { fromId: one, intoId: other })
        : act === 'split'
          ? splitCase(tx, who, { fromId: one, wanted: { entryIds } })
          : moveEntries(tx, who, { fromId: one, wanted: { entryIds, intoId: other } }),
    );
    if (!this.cases.includes(done.intoId)) this.cases.push(done.intoId);
    this.moves.push(done.moveId);
    return done.moveId;
  }

  /** False where something must be undone before, or it was already. */
  private async undo(moveId: string | undefined): Promise<boolean> {
    if (!moveId) return false;
    const [{ into_id: caseId }] = (await town.database.query<{ into_id: string }>(`select into_id from entry_move where id = $1`, [moveId])) as [{ into_id: string }]; // prettier-ignore
    return (await this.as(agents[0], (tx) => undoMove(tx, agents[0], { caseId, moveId })).catch(refused)) !== null;
  }

  /** Takes all back, in whatever order is possible. */
  async undoAll(): Promise<void> {
    for (let undone = true; undone;) {
      undone = false;
      for (const id of this.moves) undone = (await this.undo(id)) || undone;
    }
    expect(await town.database.query(`select id from entry_move where undone_at is null and id = any($1::uuid[])`, [this.moves])).toEqual([]); // prettier-ignore
  }

  lying = (): Promise<Lies[]> =>
    town.database.query(
      `select e.id, e.case_id as "caseId", e.kind, e.direction, e.position, e.at, e.from_case_id is not null as "isMoved", h.value as writer
       from timeline_entry e left join message m on m.entry_id = e.id left join handle h on h.id = m.handle_id
       where e.case_id = any($1::uuid[]) order by e.case_id, e.position`,
      [this.cases],
    );

  /** All that a move may touch; of the entries those that are given, so that what tells of the move itself stays out. */
  async dump(among?: readonly { id: string }[]) {
    const known = among && new Set(among.map(({ id }) => id));
    const entries = await town.database.query<{ id: string; case_id: string }>(
      `select e.id, e.case_id, e.from_case_id, m.case_id as message_case from timeline_entry e left join message m on m.entry_id = e.id
       where e.case_id = any($1::uuid[]) order by e.case_id, e.position`,
      [this.cases],
    );
    // A case that the move has made is left, empty and closed.
    const kept = entries.filter(({ id }) => known?.has(id) ?? true);
    const there = new Set(kept.map(({ case_id }) => case_id));
    const rows = (sql: string) => town.database.query<object>(sql, [this.cases.filter((id) => there.has(id))]);
    return {
      entries: kept,
      cases: await rows(
        `select id, status, closed_at, channels, channel_account_id, citizen_id, preview, last_kind, last_direction, last_entry_at, last_inbound_position,
           merged_into_id from cases where id = any($1::uuid[]) order by id`,
      ),
      participants: await rows(`select case_id, handle_id from case_participant where case_id = any($1::uuid[]) order by 1, 2`),
      reads: await rows(`select case_id, agent_id, position from case_read where case_id = any($1::uuid[]) and position > 0 order by 1, 2`),
      links: await rows(`select case_id, other_id, state from case_link where case_id = any($1::uuid[]) order by 1, 2`),
    }; // prettier-ignore
  }

  /** What is told about a message is told behind it, in the order in which it was. */
  async isToldInOrder(): Promise<void> {
    const outOfOrder = await town.database.query(
      `select f.id from timeline_entry f join timeline_entry e on e.id = (f.data ->> 'entryId')::uuid
       where f.kind = 'activity' and f.case_id = any($1::uuid[]) and (f.case_id <> e.case_id or f.position <= e.position or exists (
         select 1 from timeline_entry later where later.case_id = f.case_id and later.data ->> 'entryId' = f.data ->> 'entryId'
           and later.position < f.position and (later.data ->> 'text')::int > (f.data ->> 'text')::int))`,
      [this.cases],
    );
    expect(outOfOrder).toEqual([]);
  }

  /** A message stands behind the one with which it goes on, where both are in one case. */
  async goesOnInOrder(): Promise<void> {
    const entries = new Map((await this.lying()).map((entry) => [entry.id, entry]));
    const outOfOrder = this.followed.filter(({ id, earlierId }) => {
      const [one, earlier] = [entries.get(id)!, entries.get(earlierId)!];
      return one.caseId === earlier.caseId && one.position < earlier.position;
    });
    expect(outOfOrder).toEqual([]);
  }

  /** Every entry lies in one case, in places without gaps, and what nobody has read is read by nobody. */
  private async hasLostNothing(before: Awaited<ReturnType<History['dump']>>): Promise<void> {
    const after = await this.dump();
    expect(after.entries.map(({ id }) => id)).toEqual(expect.arrayContaining(before.entries.map(({ id }) => id)));
    const wrong = await town.database.query(
      `select c.id from cases c where c.id = any($1::uuid[]) and c.last_position is distinct from (select max(position) from timeline_entry where case_id = c.id)
       union all select case_id from (select case_id, position, row_number() over (partition by case_id order by position) as n from timeline_entry) e
         where position <> n
       union all select m.case_id from message m join timeline_entry e on e.id = m.entry_id where m.case_id <> e.case_id`,
      [this.cases],
    );
    expect(wrong).toEqual([]);
    await this.isToldInOrder();
    for (const { id } of agents) {
      const [had, has] = [unreadBy(id, before), unreadBy(id, after)];
      const said = new Set((await this.lying()).filter(({ kind }) => kind !== 'activity').map((entry) => entry.id));
      expect([...has]).toEqual(expect.arrayContaining([...had].filter((entryId) => said.has(entryId))));
    }
  }
}

function unreadBy(
  agentId: string,
  { entries, reads }: { entries: { id: string; case_id: string }[]; reads: object[] },
) {
  const marks = reads as { case_id: string; agent_id: string; position: number }[];
  return new Set(
    [...Map.groupBy(entries, ({ case_id }) => case_id)].flatMap(([caseId, order]) => {
      const mark = marks.find((read) => read.case_id === caseId && read.agent_id === agentId)?.position ?? 0;
      return order.slice(mark).map(({ id }) => id);
    }),
  );
}

/** What may be refused: a case that was merged away, and itself as its target. */
function refused(error: unknown): null {
  if (!['conflict', 'invalid-request'].includes((error as { code?: string }).code ?? '')) throw error;
  return null;
}

describe('whatever is moved, split and merged', () => {
  // Threats: C06.
  it('loses nothing, marks nothing as read, and is as it was once all is undone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(Step, { minLength: 6, maxLength: 18 }), async (steps) => {
        const history = new History();
        for (const subject of ['One', 'Two']) history.cases.push(await openCase(town, agents[0], subject));
        for (const step of steps) await history.go(step);
        await history.undoAll();
        // Where each came to, or where its conversation is.
        const strayed = await town.database.query(
          `select e.id from timeline_entry e join message m on m.entry_id = e.id where e.case_id = any($1::uuid[]) and e.from_case_id is not null
             and not exists (select 1 from message o join timeline_entry earlier on earlier.id = o.entry_id
               where o.case_id = m.case_id and o.handle_id = m.handle_id and earlier.position < e.position)
           union all select id from timeline_entry where case_id = any($1::uuid[]) and from_case_id is not null and kind = 'note'`,
          [history.cases],
        );
        expect(strayed).toEqual([]);
        await history.isToldInOrder();
        await history.goesOnInOrder();
        expect(await findOrphans(town.database.query)).toEqual([]);
        const parts = (source: string) =>
          town.database.query(`select distinct case_id, handle_id from ${source} where case_id = any($1::uuid[]) order by 1, 2`, [history.cases]); // prettier-ignore
        expect(await parts('case_participant')).toEqual(await parts(
          `(select m.* from message m join timeline_entry e on e.id = m.entry_id where not e.data -> 'flags' ? 'third-party') m`)); // prettier-ignore
        const lines = await town.database.query<{ case_id: string; n: number }>(
          `select case_id, coalesce(substring(data -> 'segments' -> 0 ->> 'text' from '\\d+'), data ->> 'text')::int as n from timeline_entry
           where case_id = any($1::uuid[]) and kind <> 'activity' and from_case_id is null order by case_id, position`,
          [history.cases],
        );
        // In the order in which they came, which the numbers of the lines say.
        for (const order of Map.groupBy(lines, ({ case_id }) => case_id).values())
          expect(order.map(({ n }) => n)).toEqual(order.map(({ n }) => n).toSorted((a, b) => a - b));
      }),
      { numRuns: HISTORIES },
    );
  }, 300_000);
});
