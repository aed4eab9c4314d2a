import { randomUUIDv7 } from 'node:crypto';
import type { Principal } from '@guichet/access';
import { Targets, type Target } from '@guichet/contracts';
import { eventsAfter, lastEvents, type CaseClock, type Tx } from '@guichet/database';
import { openByContact } from '@guichet/messages';
import { clocksOf } from '../../libs/clocks/src/clock-rows.js';
import {
  followWithClocks,
  layCases,
  notifications,
  saveTargets,
  targetsOf,
  tellAgents,
} from '../../libs/clocks/src/index.js';
import { receive } from './intake.js';
import { mail, Town } from './town.js';

/** A Monday, at nine in Paris. */
const MONDAY = Date.UTC(2026, 2, 2, 8, 0);
const HOUR_MS = 3_600_000;

/** A team that has promised a first answer in 10 hours and an end in 100, at a time that a story sets. */
export class ClockTown {
  private position = `${'0'.repeat(20)}-${'0'.repeat(20)}`;
  now = new Date(MONDAY);

  private constructor(
    readonly town: Town,
    readonly team: string,
    readonly people: Record<'ana' | 'bea' | 'sue' | 'root', Principal>,
    readonly box: Awaited<ReturnType<Town['mailbox']>>,
  ) {
    town.database.now = () => this.now;
  }

  static async build(): Promise<ClockTown> {
    const town = await Town.build();
    const team = await town.team('Écoles');
    const people = {
      ana: await town.agent('Ana', [team]),
      bea: await town.agent('Bea', [team]),
      sue: await town.agent('Sue', [team], 'supervisor'),
      root: await town.agent('Root', [], 'administrator'),
    };
    const built = new ClockTown(town, team, people, await town.mailbox(team));
    await built.promiseAsUsual();
    return built;
  }

  close(): Promise<void> {
    return this.town.close();
  }

  /** Back to Monday morning. */
  beginAnew(): void {
    this.now = new Date(MONDAY);
  }

  wait(hours: number): void {
    this.now = new Date(this.now.getTime() + hours * HOUR_MS);
  }

  as<Result>(who: Principal, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
  }

  system<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.town.database.write({ kind: 'system', name: 'Clocks' }, work);
  }

  async promise(times: Partial<Target>): Promise<void> {
    const { root } = this.people;
    const { version } = await targetsOf(this.town.database.read);
    const target = { id: randomUUIDv7(), name: 'Courriels', teams: [], kinds: [], ...times };
    await this.as(root, (tx) => saveTargets(tx, root, Targets.parse({ targets: [target], version })));
  }

  promiseAsUsual(): Promise<void> {
    return this.promise({ 'first-response': { value: 10, unit: 'hours' }, resolution: { value: 100, unit: 'hours' } });
  }

  /** Does what the readers do with all that has happened, also what a transaction of another spec still hides. */
  async follow(): Promise<void> {
    const { read } = this.town.database;
    for (let last = await lastEvents(read); this.position < last[0]!.position; last = await lastEvents(read)) {
      const events = await eventsAfter(read, this.position, 1000);
      if (events.length === 0) continue;
      this.position = events.at(-1)!.position;
      await this.system(async (tx) => {
        await followWithClocks(tx, events);
        await tellAgents(tx, events);
      });
    }
  }

  /** Somebody has written; the case of it. */
  async asked(message = mail(`zoe.${randomUUIDv7().slice(-6)}@citizen.test`)): Promise<string> {
    const [caseId] = await receive(this.town, this.box, message);
    await this.follow();
    return caseId!;
  }

  /** An agent writes down what somebody said or sent; the case of it. */
  async recorded(channel: 'phone' | 'post'): Promise<string> {
    const { ana } = this.people;
    const contact = { subject: 'Dossier', channel, direction: 'in' as const, text: 'Où en est mon dossier ?' };
    const id = await this.as(ana, (tx) => openByContact(tx, ana, { ...contact, attachmentIds: [] }));
    await this.follow();
    return id;
  }

  /** An agent's answer, as far as clocks read it. */
  async answer(caseId: string): Promise<string> {
    const entryId = randomUUIDv7();
    const { box, team } = this;
    const { ana } = this.people;
    await this.as(ana, async (tx) => {
      await tx.query(`update cases set last_position = last_position + 1, status = 'waiting' where id = $1`, [caseId]);
      const [row] = await tx.query<{ n: number }>(`select last_position as n from cases where id = $1`, [caseId]);
      await tx.query(
        `insert into timeline_entry (id, case_id, position, kind, at, actor_kind, actor_id, actor_name, channel_id, channel_kind, direction, data)
         values ($1, $2, $3, 'message', $4, 'agent', $5, 'Ana', $6, 'email', 'out', '{"flags":[]}')`,
        [entryId, caseId, row!.n, tx.now, ana.id, box.id],
      );
      await tx.query(
        `insert into delivery (entry_id, case_id, channel_id, state, due_at, changed_at) values ($1, $2, $3, 'held', $4, $4)`,
        [entryId, caseId, box.id, tx.now],
      );
      tx.publish('message.queued', { entryId, position: row!.n }, { caseId, teamIds: [team] });
    });
    await this.follow();
    return entryId;
  }

  /** The timer of a case goes off, whenever that is. */
  timer(caseId: string): Promise<void> {
    return this.system((tx) => layCases(tx, [caseId], true));
  }

  async clocks(caseId: string): Promise<CaseClock[]> {
    const rows = (await clocksOf(this.town.database.read, [caseId])).get(caseId) ?? [];
    return rows.sort((one, other) => one.clock.localeCompare(other.clock));
  }

  async clock(caseId: string, name: CaseClock['clock'] = 'first-response'): Promise<CaseClock> {
    return (await this.clocks(caseId)).find(({ clock }) => clock === name)!;
  }

  /** What the inbox shows of it. */
  async due(caseId: string): Promise<{ at: Date | null; for: string | null }> {
    const rows = await this.town.database.read<{ at: Date | null; for: string | null }>(
      `select due_at as at, due_for as for from cases where id = $1`,
      [caseId],
    );
    return rows[0]!;
  }

  /** Levels that the timeline tells of, in order. */
  async told(caseId: string): Promise<number[]> {
    const rows = await this.town.database.read<{ level: number }>(
      `select (data ->> 'level')::int as level from timeline_entry where case_id = $1 and data ->> 'type' = 'clock' order by position`,
      [caseId],
    );
    return rows.map(({ level }) => level);
  }

  /** What somebody heard of a case, in order: levels, and what else. */
  async heard(who: Principal, caseId: string): Promise<(number | string)[]> {
    const { items } = await notifications(this.town.database, who, { limit: 100 });
    return items
      .filter((item) => item.case?.id === caseId)
      .sort((one, other) => one.at.localeCompare(other.at))
      .map(({ about }) => (about.type === 'clock' ? about.level : about.type));
  }
}
