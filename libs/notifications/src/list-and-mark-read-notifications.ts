import { visibleTemplates, parameters, reach, Scope, scopeOrNone, type Bind, type Principal } from '@guichet/access';
import {
  Id,
  SEEN_IN_CASE,
  type Notification,
  type NotificationAbout,
  type Notifications,
  type ReadNotifications,
} from '@guichet/contracts';
import type { Tx, Reader } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import { POSITION_IN_CASE } from './position-in-case.js';
import { alertsOf } from './preferences/notification-preferences.js';

interface Row {
  id: string;
  at: Date;
  readAt: Date | null;
  quiet: boolean;
  about: NotificationAbout;
  case: Notification['case'];
}

/**
 * SQL: what a notification is about. Those of a glass that was broken before they named it have its id in their key. A template has the
 * title that it has now, for whoever may still read templates and knows of it; of those that include a block, which may be of others, the
 * ids are left out. The summary of a handover is read in the case `c`, which is null for whoever sees it no longer.
 */
const aboutFor = (who: Principal, bind: Bind): string => {
  const isKnown = reach(who, 'template.read') === 'nowhere' ? 'false' : visibleTemplates(who, bind)('t');
  const template = `jsonb_build_object('key', t.key, 'title', t.title)`;
  const titleOr = (unknown: string) => `n.about - 'textIds' || coalesce((select ${template}
    from template t where t.id = (n.about ->> 'templateId')::uuid and ${isKnown}), '${unknown}')`;
  const texts = `select jsonb_agg(${template} order by t.title collate "fr-x-icu", t.id)
    from template t where n.about -> 'textIds' ? t.id::text and ${isKnown}`;
  return `case
  when n.about ->> 'type' = 'break-glass' and not n.about ? 'breakGlassId'
    then n.about || jsonb_build_object('breakGlassId', split_part(n.dedupe_key, ':', 2))
  when n.about ->> 'type' = 'block-changed'
    then ${titleOr('{"title": null}')} || jsonb_build_object('texts', coalesce((${texts}), '[]'))
  when n.about ->> 'type' in ('template-submitted', 'template-approved') then ${titleOr('{"title": null}')}
  when n.about ->> 'type' in ('template-returned', 'template-withdrawn')
    then ${titleOr('{"title": null, "reason": null}')}
  when n.about ->> 'type' = 'team-handover' then n.about || jsonb_build_object('summary', (select e.data ->> 'text'
    from timeline_entry e where e.id = (n.about ->> 'entryId')::uuid and e.case_id = c.id))
  else n.about end`;
};

/**
 * The notifications of an agent, newest first, with the name of the case where they may still see it. Index
 * `notification_agent`. Throws `invalid-request` for a cursor that is not ours.
 */
export async function listNotifications(
  reader: Reader,
  who: Principal,
  { limit, cursor, unread }: { limit: number; cursor?: string | undefined; unread?: '1' | undefined },
): Promise<Notifications> {
  if (cursor !== undefined && !Id.safeParse(cursor).success) throw wrongField('cursor', 'page-gone');
  const { values, bind } = parameters(who.id, cursor ?? null);
  const [rows, [count], alerts] = await Promise.all([
    reader.query<Row>(
      `select n.id, n.at, n.read_at as "readAt", n.quiet,
         ${aboutFor(who, bind)} as about,
         case when c.id is null then null else jsonb_build_object('id', c.id, 'reference', c.reference, 'subject', c.subject, 'citizen', c.citizen_name,
           'position', ${POSITION_IN_CASE}) end as case
       from notification n left join cases c on c.id = n.case_id and ${(scopeOrNone(who, 'case.read') ?? Scope.none).sql('c', bind)}
       where n.agent_id = $1 and ($2::uuid is null or n.id < $2) ${unread ? 'and n.read_at is null' : ''}
       order by n.id desc limit ${limit + 1}`,
      values,
    ),
    // Index `notification_unread`.
    reader.query<{ unread: number }>(
      `select count(*)::int as unread from notification where agent_id = $1 and read_at is null and not quiet`,
      [who.id],
    ),
    alertsOf(reader, who.id),
  ]);
  const items = rows.slice(0, limit).map(({ at, readAt, ...row }) => ({
    ...row,
    at: at.toISOString(),
    readAt: readAt?.toISOString() ?? null,
  }));
  return { items, nextCursor: rows.length > limit ? items.at(-1)!.id : null, unread: count!.unread, alerts };
}

/**
 * Marks the agent's own notifications as read: those with these ids, those that say what is seen in a case, or all of them.
 * Notifications of others stay as they are. Index `notification_unread`.
 */
export async function markNotificationsRead(tx: Tx, who: Principal, which: ReadNotifications): Promise<void> {
  const [ids, caseId] = 'caseId' in which ? [null, which.caseId] : [which.ids ?? null, null];
  await tx.query(
    `update notification set read_at = $3 where agent_id = $1 and read_at is null and ($2::uuid[] is null or id = any($2))
       and ($4::uuid is null or (case_id = $4 and about ->> 'type' = any($5)))`,
    [who.id, ids, tx.now, caseId, SEEN_IN_CASE],
  );
}
