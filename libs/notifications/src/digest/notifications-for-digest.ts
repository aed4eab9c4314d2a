import { parameters, Scope, scopeOrNone, type Principal } from '@guichet/access';
import type { MailDigest, NotificationAbout, OwnNotificationPreferences } from '@guichet/contracts';
import type { Reader, Tx } from '@guichet/database';
import { endOfQuiet } from '../preferences/end-of-quiet-of-agent.js';
import { preferencesOf } from '../preferences/notification-preferences.js';
import { POSITION_IN_CASE } from '../position-in-case.js';
import { subjectInNotification } from '../subject-in-notification.js';

/** A notification of which a mail is to tell. `caseId` null: it is about no single case. */
export interface NotificationForMail {
  id: string;
  at: Date;
  about: NotificationAbout;
  caseId: string | null;
  reference: string | null;
  /** Where in the timeline of the case it is seen; null: nowhere more than elsewhere. */
  position: number | null;
  /** Null: the mail is not to say it. */
  subject: string | null;
}

export interface WaitingForMail {
  when: MailDigest['when'];
  /** Of all of them, newest first. */
  ids: string[];
  /** The newest of them: whoever has more reads them in the console. */
  notifications: NotificationForMail[];
}

const MOST_LISTED = 50;

/**
 * Returns what a mail to an agent is to tell now, newest first: what is unread still, without what they may not see any more. In quiet
 * hours it is nothing, and where they want no mails any more. Index `notification_awaits_mail`.
 */
export async function waitingForMail(reader: Reader, who: Principal): Promise<WaitingForMail> {
  const chosen = await preferencesOf(reader, who.id);
  const { when } = chosen.digest;
  if (when === 'never' || (await endOfQuiet(reader, who.id, chosen))) return { when, ids: [], notifications: [] };
  const { values, bind } = parameters(who.id);
  const sees = (scopeOrNone(who, 'case.read') ?? Scope.none).sql('c', bind);
  const rows = await reader.query<{ id: string }>(
    `select n.id from notification n left join cases c on c.id = n.case_id and ${sees}
     where n.agent_id = $1 and n.awaits_mail and n.read_at is null and (n.case_id is null or c.id is not null)
     order by n.id desc`,
    values,
  );
  const ids = rows.map(({ id }) => id);
  return { when, ids, notifications: await listed(reader, ids.slice(0, MOST_LISTED), chosen) };
}

/** What the mail says of each. Primary keys of `notification`, `cases`. */
const listed = (
  reader: Reader,
  ids: readonly string[],
  chosen: OwnNotificationPreferences,
): Promise<NotificationForMail[]> =>
  reader.query<NotificationForMail>(
    `select n.id, n.at, n.about, c.id as "caseId", c.reference, ${POSITION_IN_CASE} as position, ${subjectInNotification('c', chosen)} as subject
     from notification n left join cases c on c.id = n.case_id where n.id = any($1::uuid[]) order by n.id desc`,
    [ids],
  );

/** What a process has claimed: the mail that was due at a time, and which was claimed before. */
export interface DigestClaim {
  due: string;
  before: Date | null;
}

/** Claims the mail of an agent that was due at a time, before it is sent. Returns null where another process has. */
export async function claimDigest(tx: Tx, agentId: string, due: string): Promise<DigestClaim | null> {
  const [row] = await tx.query<{ before: Date | null }>(
    `update notification_preference p set digest_claimed = $2
     from (select digest_claimed as before from notification_preference where agent_id = $1 for update) o
     where p.agent_id = $1 and (o.before is null or o.before < $2) returning o.before`,
    [agentId, due],
  );
  return row ? { due, before: row.before } : null;
}

/** The mail was not sent: it may be tried again. None that was due earlier may. */
export const releaseDigest = (tx: Tx, agentId: string, { due, before }: DigestClaim): Promise<unknown> =>
  tx.query(`update notification_preference set digest_claimed = $3 where agent_id = $1 and digest_claimed = $2`, [
    ...[agentId, due, before],
  ]);

/** A mail has told of these, and no other is to. Primary key of `notification`. */
export const markMailed = (tx: Tx, agentId: string, ids: readonly string[]): Promise<unknown> =>
  tx.query(`update notification set awaits_mail = false where agent_id = $1 and id = any($2::uuid[])`, [agentId, ids]);
