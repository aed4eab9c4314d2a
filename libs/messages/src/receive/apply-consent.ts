import { lockCaseOfEntry, appendEntry, saveCase } from '@guichet/cases';
import type { InboundConsent } from '@guichet/channels';
import { handleKey, resolveHandles } from '@guichet/citizens';
import type { Handle } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import type { Account } from '../accounts/channel-accounts.js';
import type { ReportSource } from './provider-report-source.js';
import { whoActsBy } from './who-acts-by-handle.js';

/**
 * Applies the withdrawal (STOP) or return (START) of a consent. The latest one counts, because a provider that is
 * polled reports old ones again. @returns true: a consent is about a person and an account, whether or not a message of
 * theirs is known
 */
export async function applyConsent(
  tx: Tx,
  { account, receivedAt }: Pick<ReportSource, 'account' | 'receivedAt'>,
  { from, given, word: said, at }: InboundConsent,
): Promise<true> {
  // Cases are locked before anything else.
  const entryId = await lastMessageOf(tx, account, from);
  const item = entryId && (await lockCaseOfEntry(tx, entryId));
  const handle = (await resolveHandles(tx, [from], 'wrote')).get(handleKey(from))!;
  const word = said.slice(0, 100);
  const [row] = await tx.query<{ before: boolean | null }>(
    `with before as (select given from consent where channel_account_id = $1 and handle_id = $2)
     insert into consent (channel_account_id, handle_id, given, word, at) values ($1, $2, $3, $4, $5)
     on conflict (channel_account_id, handle_id) do update set given = excluded.given, at = excluded.at,
       word = case when consent.given = excluded.given then consent.word else excluded.word end
     where consent.at <= excluded.at returning (select given from before) as before`,
    [account.id, handle.id, given, word, at ?? receivedAt],
  );
  if (!row || row.before === given || !item) return true;
  const activity = { type: 'consent', channel: account.kind, address: from.value, given, word } as const;
  await appendEntry(tx, {
    item,
    entry: { kind: 'activity', data: activity },
    actor: await whoActsBy(tx, from, { item, entryId }),
  });
  await saveCase(tx, item);
  tx.publish('case.changed', { fields: ['consent'] }, { caseId: item.id, teamIds: [item.teamId] });
  return true;
}

/** The last message between somebody and an account. */
async function lastMessageOf(tx: Tx, { id }: Account, { type, value }: Handle): Promise<string | undefined> {
  const [last] = await tx.query<{ entry_id: string }>(
    `select m.entry_id from handle h join message m on m.channel_account_id = $1 and m.handle_id = h.id
     where h.type = $2 and h.value = $3 order by m.entry_id desc limit 1`,
    [id, type, value],
  );
  return last?.entry_id;
}
