import type { Principal } from '@guichet/access';
import { SlaTargets, type SlaTarget } from '@guichet/contracts';
import { eventsAfter, lastEvents, type SlaTimer, type Tx } from '@guichet/database';
import { openCaseByContact } from '@guichet/messages';
import { listNotifications, notifyAgents } from '@guichet/notifications';
import { newId } from '@guichet/platform';
import { recomputeTimers, saveTargets, targetsOf, updateSlaTimers } from '@guichet/sla';
import { timersOf } from '../../libs/sla/src/timer-rows.js';
import { receive } from './receive-messages.js';
import { mail, TestTown } from './test-town.js';

/** A Monday, at nine in Paris. */
const MONDAY = Date.UTC(2026, 2, 2, 8, 0);
const HOUR_MS = 3_600_000;

/** A team with a target of 10 hours for the first response and of 100 for the resolution, at a time that the test sets. */
export class SlaTown {
  private position = `${'0'.repeat(20)}-${'0'.repeat(20)}`;
  now = new Date(MONDAY);

  readonly team: string;
  readonly people: Record<'ana' | 'bea' | 'sue' | 'root', Principal>;
  readonly box: Awaited<ReturnType<TestTown['mailbox']>>;

  private constructor(
    readonly town: TestTown,
    { team, people, box }: Pick<SlaTown, 'team' | 'people' | 'box'>,
  ) {
    this.team = team;
    this.people = people;
    this.box = box;
    town.database.clock = () => this.now;
  }

  static async build(): Promise<SlaTown> {
    const town = await TestTown.build();
    const team = await town.team('Écoles');
    const people = {
      ana: await town.agent('Ana', [team]),
      bea: await town.agent('Bea', [team]),
      sue: await town.agent('Sue', [team], 'supervisor'),
      root: await town.agent('Root', [], 'administrator'),
    };
    const built = new SlaTown(town, { team, people, box: await town.mailbox(team) });
    await built.setUsualTarget();
    return built;
  }

  close(): Promise<void> {
    return this.town.close();
  }

  /** Back to Monday morning. */
  reset(): void {
    this.now = new Date(MONDAY);
  }

  wait(hours: number): void {
    this.now = new Date(this.now.getTime() + hours * HOUR_MS);
  }

  as<Result>(who: Principal, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
  }

  system<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.town.database.write({ kind: 'system', name: 'SLA' }, work);
  }

  async setTarget(times: Partial<SlaTarget>): Promise<void> {
    const { root } = this.people;
    const { version } = await targetsOf(this.town.database);
    const target = { id: newId(), name: 'Courriels', teams: [], caseTypes: [], ...times };
    await this.as(root, (tx) => saveTargets(tx, root, SlaTargets.parse({ targets: [target], version })));
  }

  setUsualTarget(): Promise<void> {
    return this.setTarget({
      'first-response': { value: 10, unit: 'hours' },
      resolution: { value: 100, unit: 'hours' },
    });
  }

  /** Handles all events as the log readers do, also those that a transaction of another spec still hides. */
  async readLog(): Promise<void> {
    const { query: read } = this.town.database;
    for (let last = await lastEvents(read); this.position < last[0]!.position; last = await lastEvents(read)) {
      const events = await eventsAfter(read, this.position, 1000);
      if (events.length === 0) continue;
      this.position = events.at(-1)!.position;
      await this.system(async (tx) => {
        await updateSlaTimers(tx, events);
        await notifyAgents(tx, events);
      });
    }
  }

  /** A citizen writes; returns the new case. */
  async newCase(message = mail(`zoe.${newId().slice(-6)}@citizen.test`)): Promise<string> {
    const [caseId] = await receive(this.town, this.box, message);
    await this.readLog();
    return caseId!;
  }

  /** An agent records a contact; returns the new case. */
  async recordContact(channel: 'phone' | 'post'): Promise<string> {
    const { ana } = this.people;
    const contact = { subject: 'Dossier', channel, direction: 'in' as const, text: 'Où en est mon dossier ?' };
    const id = await this.as(ana, (tx) => openCaseByContact(tx, ana, { ...contact, attachmentIds: [] }));
    await this.readLog();
    return id;
  }

  /** A reply of Ana, as far as SLA timers read it. */
  async reply(caseId: string): Promise<string> {
    const entryId = newId();
    const { box, team } = this;
    const { ana } = this.people;
    await this.as(ana, async (tx) => {
      await tx.query(`update cases set last_position = last_position + 1, status = 'waiting' where id = $1`, [caseId]);
      const [row] = await tx.query<{ n: number }>(`select last_position as n from cases where id = $1`, [caseId]);
      await tx.query(
        `insert into timeline_entry (id, case_id, position, kind, at, actor_kind, actor_id, actor_name, channel_account_id, channel_kind, direction, data)
         values ($1, $2, $3, 'message', $4, 'agent', $5, 'Ana', $6, 'email', 'out', '{"flags":[],"segments":[]}')`,
        [entryId, caseId, row!.n, tx.now, ana.id, box.id],
      );
      await tx.query(
        `insert into delivery (entry_id, case_id, channel_account_id, state, due_at, changed_at) values ($1, $2, $3, 'scheduled', $4, $4)`,
        [entryId, caseId, box.id, tx.now],
      );
      tx.publish('message.queued', { entryId, position: row!.n }, { caseId, teamIds: [team] });
    });
    await this.readLog();
    return entryId;
  }

  /** Computes the timers of a case again, as is done when a threshold is due. */
  fireTimer(caseId: string): Promise<void> {
    return this.system((tx) => recomputeTimers(tx, [caseId]));
  }

  async timers(caseId: string): Promise<SlaTimer[]> {
    const rows = (await timersOf(this.town.database, [caseId])).get(caseId) ?? [];
    return rows.sort((one, other) => one.kind.localeCompare(other.kind));
  }

  async timer(caseId: string, name: SlaTimer['kind'] = 'first-response'): Promise<SlaTimer> {
    return (await this.timers(caseId)).find(({ kind }) => kind === name)!;
  }

  /** What the inbox shows. */
  async due(caseId: string): Promise<{ at: Date | null; for: string | null }> {
    const rows = await this.town.database.query<{ at: Date | null; for: string | null }>(
      `select due_at as at, due_for as for from cases where id = $1`,
      [caseId],
    );
    return rows[0]!;
  }

  /** The thresholds that the timeline shows, in order. */
  async shownThresholds(caseId: string): Promise<number[]> {
    const rows = await this.town.database.query<{ threshold: number }>(
      `select (data ->> 'threshold')::int as threshold from timeline_entry where case_id = $1 and data ->> 'type' = 'sla-threshold' order by position`,
      [caseId],
    );
    return rows.map(({ threshold }) => threshold);
  }

  /** What an agent was notified of about a case, in order: thresholds, and the types of other notifications. */
  async notified(who: Principal, caseId: string): Promise<(number | string)[]> {
    const { items } = await listNotifications(this.town.database, who, { limit: 100 });
    return items
      .filter((item) => item.case?.id === caseId)
      .sort((one, other) => one.at.localeCompare(other.at))
      .map(({ about }) => (about.type === 'sla-threshold' ? about.threshold : about.type));
  }
}
