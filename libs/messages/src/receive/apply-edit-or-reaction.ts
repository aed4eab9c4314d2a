import { lockCaseOfEntry, appendEntry, reopen, saveCase, cancelOnReply } from '@guichet/cases';
import type { InboundDeletion, InboundEdit, InboundReaction } from '@guichet/channels';
import { handleKey } from '@guichet/citizens';
import type { Activity } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import type { Account } from '../accounts/channel-accounts.js';
import { whoActsBy } from './who-acts-by-handle.js';

/**
 * Applies what somebody did to a message after it was sent. Only its author can edit or delete it; both sides' messages can be
 * reacted to.
 *
 * @returns false where the message is not known
 */
export async function applyAmendment(
  tx: Tx,
  account: Account,
  report: InboundReaction | InboundEdit | InboundDeletion,
): Promise<boolean> {
  const [about] = await tx.query<{
    entry_id: string;
    direction: 'in' | 'out';
    type: string;
    value: string;
  }>(
    `select m.entry_id, m.direction, h.type, h.value from message m join handle h on h.id = m.handle_id
     where m.channel_account_id = $2 and m.entry_id in (
       select entry_id from message where external_id = $1 union all select entry_id from message_part where external_id = $1) limit 1`,
    [report.target, account.id],
  );
  if (!about) return false;
  const isAuthor = about.direction === 'in' && handleKey(about) === handleKey(report.from);
  if (report.type !== 'reaction' && !isAuthor) return true;
  const activity = activityOf(report, about.entry_id);
  const item = await lockCaseOfEntry(tx, about.entry_id);
  if (await isOutdated(tx, item.id, activity)) return true;
  const { position } = await appendEntry(tx, {
    item,
    entry: { kind: 'activity', data: activity },
    actor: await whoActsBy(tx, report.from, { item, entryId: about.entry_id }),
  });
  // An edited text must be read again; a reaction need not be. Spam stays where nobody reads it.
  if (activity.type === 'edited' && item.status !== 'spam') {
    item.lastInboundPosition = position;
    if (item.status !== 'open') await reopen(tx, item);
    await cancelOnReply(tx, [item]);
  }
  await saveCase(tx, item);
  tx.publish('message.changed', { entryId: about.entry_id }, { caseId: item.id, teamIds: [item.teamId] });
  return true;
}

type Amendment = Extract<Activity, { type: 'reaction' | 'edited' | 'deleted' }>;

function activityOf(report: InboundReaction | InboundEdit | InboundDeletion, entryId: string): Amendment {
  const by = report.from.name || report.from.value;
  const at = report.at?.toISOString() ?? null;
  if (report.type === 'reaction') return { type: 'reaction', entryId, emoji: report.emoji, by, reportedAt: at };
  if (report.type === 'edit') return { type: 'edited', entryId, text: report.text, reportedAt: at };
  return { type: 'deleted', entryId, reportedAt: at };
}

/** Returns whether this amendment, or a newer one, is in the timeline already. Index `timeline_entry_position`. */
async function isOutdated(tx: Tx, caseId: string, activity: Amendment): Promise<boolean> {
  const [last] = await tx.query<{ data: Amendment }>(
    `select data from timeline_entry where case_id = $1 and kind = 'activity' and data ->> 'type' = $2 and data ->> 'entryId' = $3
       and ($4::text is null or data ->> 'by' = $4) order by position desc limit 1`,
    [caseId, activity.type, activity.entryId, activity.type === 'reaction' ? activity.by : null],
  );
  if (!last) return activity.type === 'reaction' && activity.emoji === null;
  const before = last.data;
  if (before.reportedAt && activity.reportedAt && activity.reportedAt < before.reportedAt) return true;
  if (activity.type === 'reaction' && before.type === 'reaction') return activity.emoji === before.emoji;
  if (activity.type === 'edited' && before.type === 'edited') return activity.text === before.text;
  return true;
}
