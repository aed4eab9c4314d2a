import { allow, type Principal } from '@guichet/access';
import { MailboxPosition } from '@guichet/channels';
import type { MailboxState } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';

interface Row {
  imap: { start?: string; historyPaused?: boolean } | null;
  cursor: unknown;
}

/**
 * How far the mailbox of an account was read; of one that has no mailbox or was not reached yet, nothing.
 *
 * @throws Failure `not-permitted`, `not-found`
 */
export async function mailboxState(reader: Reader, who: Principal, channelAccountId: string): Promise<MailboxState> {
  allow(who, 'channel.manage');
  const [row] = await reader.query<Row>(
    `select a.config #> '{inbound,imap}' as imap, c.cursor
     from channel_account a left join channel_cursor c on c.channel_account_id = a.id where a.id = $1`,
    [channelAccountId],
  );
  if (!row) throw new Failure('not-found');
  const position = MailboxPosition.safeParse(row.cursor).data;
  const { history = null, count } = position ?? {};
  return {
    history:
      row.imap?.start === 'history'
        ? {
            state: history?.isDone
              ? 'done'
              : row.imap.historyPaused
                ? 'paused'
                : history?.fault
                  ? 'failing'
                  : 'running',
            taken: history?.taken ?? 0,
            total: history?.total ?? null,
            missing: history?.missing?.length ?? 0,
          }
        : null,
    count: count && count.folders.length > 0 ? count : null,
  };
}
