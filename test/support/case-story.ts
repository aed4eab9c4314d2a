import { caseFor, type Principal } from '@guichet/access';
import { record, saveCase, updateCase } from '@guichet/cases';
import type { UpdateCase } from '@guichet/contracts';
import { eventsAfter, type Tx } from '@guichet/database';
import { followMetrics } from '../../libs/metrics/src/react.js';
import { tokenFor } from '../../libs/messages/src/tokens.js';
import { from, receive, type Intake } from './intake.js';
import type { Town } from './town.js';

/** What happens to cases, one line each, at times that the story sets; and what metrics make of it. */
export class CaseStory {
  private position = `${'0'.repeat(20)}-${'0'.repeat(20)}`;

  constructor(
    private readonly town: Town,
    public now: Date,
  ) {
    town.database.now = () => this.now;
  }

  /** The time, as somebody in Paris would say it in March. */
  at(local: string): this {
    this.now = new Date(`${local}:00+01:00`);
    return this;
  }

  as<Result>(who: Principal, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
  }

  /** A citizen writes: into `caseId`, or opens a case. */
  async writes(
    account: Intake,
    sender: string,
    caseId?: string,
    changes: Parameters<typeof from>[3] = {},
  ): Promise<string> {
    const threadKeys = caseId ? [`reply:${tokenFor(this.town.keyring, 'reply', caseId)}`] : [];
    const [id] = await receive(this.town, account, from('email', sender, '', { threadKeys, ...changes }));
    return id!;
  }

  /** An agent's answer that has left at once, or that waits in `state`. Answers its entry. */
  answers(who: Principal, caseId: string, account: Intake, state = 'sent'): Promise<string> {
    return this.as(who, async (tx) => {
      const item = await caseFor(tx, who, caseId, 'case.reply');
      const data = {
        from: null, to: [], cc: [], subject: null, segments: [{ kind: 'visible', text: 'Bonjour' } as const], html: null, remoteImages: [],
        attachments: [], claimedAt: null, flags: [], hiddenParts: 0, hasOriginal: false,
      }; // prettier-ignore
      const { id, position } = await record(tx, item, {
        kind: 'message',
        direction: 'out',
        channel: account.kind,
        channelId: account.id,
        data,
      });
      await tx.query(
        `insert into delivery (entry_id, case_id, channel_id, state, due_at, changed_at, sent_at) values ($1, $2, $3, $4::text, $5, $5, case when $4::text = 'sent' then $5::timestamptz end)`,
        [id, caseId, account.id, state, tx.now],
      );
      await tx.query(
        `insert into message (entry_id, case_id, channel_id, direction, external_id) values ($1, $2, $3, 'out', $1::uuid::text)`,
        [id, caseId, account.id],
      );
      await saveCase(tx, item);
      tx.publish('message.queued', { entryId: id, position }, { caseId, teamIds: [item.teamId] });
      return id;
    });
  }

  /** A provider's word on an answer, for the case in which it lies by now. */
  async becomes(entryId: string, state: 'sent' | 'failed' | 'recalled'): Promise<void> {
    await this.town.database.write({ kind: 'system', name: 'Provider' }, async (tx) => {
      const [[answer]] = (await tx.query(
        `update delivery set state = $2::text, changed_at = $3, sent_at = coalesce(sent_at, case when $2::text = 'sent' then $3::timestamptz end)
         where entry_id = $1 returning case_id as "caseId"`,
        [entryId, state, tx.now],
      )) as unknown as [[{ caseId: string }]];
      tx.publish('delivery.changed', { entryId, status: state }, answer);
    });
  }

  changes(who: Principal, caseId: string, wanted: UpdateCase): Promise<void> {
    return this.as(who, (tx) => updateCase(tx, who, caseId, wanted, null));
  }

  /** Metrics read all that has happened, some events at a time. */
  async counted(batch = 500): Promise<void> {
    const { database } = this.town;
    const [last] = await database.read<{ id: string }>(`select coalesce(max(id), 0)::text as id from event`);
    // A transaction of whoever else uses the cluster hides what is younger for a moment.
    while (BigInt(this.position.split('-')[1]!) < BigInt(last!.id)) {
      const events = await eventsAfter(database.read, this.position, batch);
      if (events.length === 0) continue;
      await database.write({ kind: 'system', name: 'metrics' }, (tx) => followMetrics(tx, events));
      this.position = events.at(-1)!.position;
    }
  }
}
