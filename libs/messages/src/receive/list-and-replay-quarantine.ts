import { allow, permissionsOf, type Principal } from '@guichet/access';
import type { QuarantinedEnvelope, Page, QuarantineQuery } from '@guichet/contracts';
import { Envelope, type Tx, type Reader } from '@guichet/database';
import { refuseDecided } from './decide-on-quarantined.js';

interface QuarantineRow extends Omit<QuarantinedEnvelope, 'receivedAt' | 'from' | 'to' | 'subject'> {
  receivedAt: Date;
  summary: { from: string | null; to: string[]; subject: string | null } | null;
}

/**
 * The envelopes that could not become entries and are still to be decided, or those that were discarded, newest first.
 * Indexes `envelope_quarantined`, `envelope_discarded`.
 *
 * @throws Failure `not-permitted`
 */
export async function listQuarantine(
  reader: Reader,
  who: Principal,
  { limit, cursor, state }: QuarantineQuery,
): Promise<Page<QuarantinedEnvelope>> {
  allow(who, 'quarantine.read');
  const rows = await reader.query<QuarantineRow>(
    `select e.id, e.channel_account_id as "channelAccountId", a.name as "channelName", a.kind as channel, e.received_at as "receivedAt", e.summary, e.size,
       e.reason, e.detail, e.attempts,
       case when e.state = 'discarded' then e.decision end as discarded
     from envelope e left join channel_account a on a.id = e.channel_account_id
     where e.state = '${state}' and ($1::uuid is null or e.id < $1) order by e.id desc limit $2`,
    [cursor ?? null, limit + 1],
  );
  const items = rows.slice(0, limit).map(({ summary, receivedAt, ...row }) => ({
    ...row,
    receivedAt: receivedAt.toISOString(),
    from: summary?.from ?? null,
    to: summary?.to ?? [],
    subject: summary?.subject ?? null,
  }));
  return { items, nextCursor: rows.length > limit ? items.at(-1)!.id : null };
}

/** How many envelopes in quarantine are still to be decided, up to 1,000; null for who may not read them. */
export async function quarantineCount(reader: Reader, who: Principal): Promise<number | null> {
  if (!permissionsOf(who).includes('quarantine.read')) return null;
  const [row] = await reader.query<{ n: number }>(
    `select count(*)::int as n from (select 1 from envelope where state = 'quarantined' limit 1000) quarantined`,
  );
  return row!.n;
}

/**
 * Processes a quarantined envelope again, from its raw bytes.
 *
 * @throws Failure `not-permitted`, `not-found`; `conflict` for one that is not in quarantine any more
 */
export async function replayEnvelope(tx: Tx, who: Principal, id: string): Promise<void> {
  allow(who, 'quarantine.replay');
  const { affected } = await tx
    .repo(Envelope)
    .update({ id, state: 'quarantined' }, { state: 'received', reason: null, detail: null });
  if (!affected) await refuseDecided(tx, id);
  tx.publish('envelope.released', { envelopeId: id }, { allTeams: 'What could not be read belongs to no team yet.' });
  tx.notify('envelope');
}
