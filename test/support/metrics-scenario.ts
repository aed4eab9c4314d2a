import { caseFor, type Principal } from '@guichet/access';
import { appendEntry, saveCase, updateCase } from '@guichet/cases';
import type { UpdateCase } from '@guichet/contracts';
import { eventsAfter, type Tx } from '@guichet/database';
import { updateMetrics } from '../../libs/metrics/src/rollup/update-metrics.js';
import { signAddressToken } from '../../libs/messages/src/signed-address-token.js';
import { from, receive, type Intake } from './receive-messages.js';
import type { MessageChanges, TestTown } from './test-town.js';

/** Changes cases at times that the test sets, one method per change, and has the metrics read them. */
export class MetricsScenario {
  private position = `${'0'.repeat(20)}-${'0'.repeat(20)}`;

  constructor(
    private readonly town: TestTown,
    public now: Date,
  ) {
    town.database.clock = () => this.now;
  }

  /** Sets the time, given as local time in Paris in winter. */
  at(local: string): this {
    this.now = new Date(`${local}:00+01:00`);
    return this;
  }

  as<Result>(who: Principal, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
  }

  /** Receives a message of a citizen in `caseId`, or one that opens a case. Returns the case. */
  async writes(
    account: Intake,
    sender: string,
    { caseId, ...changes }: MessageChanges & { caseId?: string } = {},
  ): Promise<string> {
    const threadKeys = caseId ? [`reply:${signAddressToken(this.town.keyring, 'reply', caseId)}`] : [];
    const [id] = await receive(this.town, account, from('email', sender, { threadKeys, ...changes }));
    return id!;
  }

  /** Writes a reply of an agent that was sent at once, or whose delivery is in `state`. Returns its entry. */
  answers(
    who: Principal,
    { caseId, account, state = 'sent' }: { caseId: string; account: Intake; state?: string },
  ): Promise<string> {
    return this.as(who, async (tx) => {
      const item = await caseFor(tx, who, { id: caseId, permission: 'case.reply' });
      const data = {
        from: null, to: [], cc: [], subject: null, segments: [{ kind: 'visible', text: 'Bonjour' } as const], html: null, remoteImages: [],
        attachments: [], claimedAt: null, flags: [], hiddenParts: 0, hasOriginal: false,
      }; // prettier-ignore
      const { id, position } = await appendEntry(tx, {
        item,
        entry: {
          kind: 'message',
          direction: 'out',
          channel: account.kind,
          channelAccountId: account.id,
          data,
        },
      });
      await tx.query(
        `insert into delivery (entry_id, case_id, channel_account_id, state, due_at, changed_at, sent_at) values ($1, $2, $3, $4::text, $5, $5, case when $4::text = 'sent' then $5::timestamptz end)`,
        [id, caseId, account.id, state, tx.now],
      );
      await tx.query(
        `insert into message (entry_id, case_id, channel_account_id, direction, external_id) values ($1, $2, $3, 'out', $1::uuid::text)`,
        [id, caseId, account.id],
      );
      await saveCase(tx, item);
      tx.publish('message.queued', { entryId: id, position }, { caseId, teamIds: [item.teamId] });
      return id;
    });
  }

  /** Sets the state of a delivery as a report of its provider does, in the case where its entry is placed by now. */
  async becomes(entryId: string, state: 'sent' | 'failed' | 'canceled'): Promise<void> {
    await this.town.database.write({ kind: 'system', name: 'Provider' }, async (tx) => {
      const [delivery] = await tx.query<{ caseId: string }>(
        `update delivery set state = $2::text, changed_at = $3, sent_at = coalesce(sent_at, case when $2::text = 'sent' then $3::timestamptz end)
         where entry_id = $1 returning case_id as "caseId"`,
        [entryId, state, tx.now],
      );
      tx.publish('delivery.changed', { entryId, status: state }, { caseId: delivery!.caseId, teamIds: [] });
    });
  }

  changes(who: Principal, caseId: string, wanted: UpdateCase): Promise<void> {
    return this.as(who, (tx) => updateCase(tx, who, { id: caseId, wanted }));
  }

  /** Has the metrics read all events, `batch` at a time. */
  async counted(batch = 500): Promise<void> {
    const { database } = this.town;
    const [last] = await database.query<{ id: string }>(`select coalesce(max(id), 0)::text as id from event`);
    // A transaction of another user of the cluster hides younger events for a moment.
    while (BigInt(this.position.split('-')[1]!) < BigInt(last!.id)) {
      const events = await eventsAfter(database.query, this.position, batch);
      if (events.length === 0) continue;
      await database.write({ kind: 'system', name: 'metrics' }, (tx) => updateMetrics(tx, events));
      this.position = events.at(-1)!.position;
    }
  }
}
