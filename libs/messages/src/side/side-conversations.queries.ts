import { parameters, scope, type Principal } from '@guichet/access';
import { caseFamily, visibleText, type StoredMessage } from '@guichet/cases';
import type { Attachment, Delivery, Handle, SideConversation as Shape, SideMessage } from '@guichet/contracts';
import type { Reader, SideConversation, Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';

/** A side conversation of a case. */
export interface SideRef {
  caseId: string;
  sideId: string;
}

/** SQL: the case $1 and all that were merged into it, whose side conversations are read in it. */
const FAMILY = caseFamily('$1::uuid');

interface MessageRow {
  id: string;
  conversationId: string;
  direction: 'in' | 'out';
  at: Date;
  author: string;
  data: StoredMessage;
  files: Pick<Attachment, 'id' | 'state' | 'scan'>[] | null;
  delivery: (Omit<Delivery, 'dueAt'> & { dueAt: string | null }) | null;
}

/**
 * The side conversations of a case with their messages, the oldest first. Indexes `side_conversation_case`,
 * `side_message_conversation`, the primary key of `attachment`.
 *
 * @throws Failure `not-found` for a case that the agent may not see
 */
export async function sideConversations(reader: Reader, who: Principal, caseId: string): Promise<Shape[]> {
  const { values, bind } = parameters(caseId);
  const visible = scope(who, 'case.read').sql('c', bind);
  const [item] = await reader.query(`select 1 from cases c where c.id = $1 and ${visible}`, values);
  if (!item) throw new Failure('not-found');
  const rows = await reader.query<Omit<Shape, 'messages' | 'since'> & { since: Date }>(
    `${FAMILY} select s.id, s.subject, s.recipients, s.state, s.since, s.started_by as "startedBy"
     from family join side_conversation s on s.case_id = family.id order by s.id`,
    [caseId],
  );
  const messages = Map.groupBy(await messagesOf(reader, rows.map(({ id }) => id)), ({ conversationId }) => conversationId); // prettier-ignore
  return rows.map(({ since, ...row }) => ({
    ...row,
    since: since.toISOString(),
    messages: (messages.get(row.id) ?? []).map(shapeOf),
  }));
}

/** One of them, as `sideConversations` shows it. Throws Failure `not-found`. */
export async function shownSideConversation(
  reader: Reader,
  who: Principal,
  { caseId, sideId }: SideRef,
): Promise<Shape> {
  const found = (await sideConversations(reader, who, caseId)).find(({ id }) => id === sideId);
  if (!found) throw new Failure('not-found');
  return found;
}

/** What a further message of a side conversation goes by. Throws Failure `not-found`, as `sideConversationIn`. */
export async function plannedConversationIn(
  reader: Reader,
  { caseId, sideId }: SideRef,
): Promise<Pick<SideConversation, 'caseId' | 'subject' | 'recipients' | 'channelAccountId'>> {
  const [found] = await reader.query<Pick<SideConversation, 'caseId' | 'subject' | 'recipients' | 'channelAccountId'>>(
    `${FAMILY} select s.case_id as "caseId", s.subject, s.recipients, s.channel_account_id as "channelAccountId"
     from family join side_conversation s on s.case_id = family.id where s.id = $2`,
    [caseId, sideId],
  );
  if (!found) throw new Failure('not-found');
  return found;
}

/** A side conversation of a case whose gate was passed, or of one that was merged into it. Throws Failure `not-found`. */
export async function sideConversationIn(
  tx: Tx,
  { caseId, sideId }: SideRef,
): Promise<Pick<SideConversation, 'id' | 'caseId' | 'state' | 'recipients'>> {
  const [found] = await tx.query<Pick<SideConversation, 'id' | 'caseId' | 'state' | 'recipients'>>(
    `${FAMILY} select s.id, s.case_id as "caseId", s.state, s.recipients
     from family join side_conversation s on s.case_id = family.id where s.id = $2 for update of s`,
    [caseId, sideId],
  );
  if (!found) throw new Failure('not-found');
  return found;
}

/** The most addresses that are suggested. */
const MOST_SUGGESTED = 50;
/** Among so many of the latest conversations they are looked for: of those that the agent has started, and of all. */
const MOST_OWN = 200;
const MOST_LATEST = 1000;

/**
 * Who was asked lately, by the agent or in other cases that they see: the latest first. However many conversations there are, as many
 * are read. Indexes `side_conversation_starter`, `side_conversation_started`.
 *
 * @throws Failure `not-permitted`
 */
export async function sideRecipients(reader: Reader, who: Principal): Promise<Handle[]> {
  const { values, bind } = parameters(who.id);
  const rows = await reader.query<{ handle: Handle }>(
    `with latest as (
       (select case_id, recipients, started_at from side_conversation where started_by_id = $1 order by started_at desc limit ${MOST_OWN})
       union all
       (select case_id, recipients, started_at from side_conversation order by started_at desc limit ${MOST_LATEST}))
     select handle from (
       select distinct on (r ->> 'value') r as handle, s.started_at from latest s join cases c on c.id = s.case_id
       cross join lateral jsonb_array_elements(s.recipients) r
       where ${scope(who, 'case.read').sql('c', bind)} order by r ->> 'value', s.started_at desc) asked
     order by started_at desc limit ${MOST_SUGGESTED}`,
    values,
  );
  return rows.map(({ handle }) => handle);
}

function messagesOf(reader: Reader, ids: readonly string[]): Promise<MessageRow[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return reader.query<MessageRow>(
    `select m.id, m.conversation_id as "conversationId", m.direction, m.at, m.author, m.data,
       (select jsonb_agg(jsonb_build_object('id', a.id, 'state', a.state, 'scan', a.scan)) from jsonb_array_elements(m.data -> 'attachments') f join attachment a on a.id = (f ->> 'id')::uuid where a.side_message_id = m.id) as files,
       case when d.entry_id is not null then jsonb_build_object('status', d.state, 'reason', d.reason, 'at', d.changed_at,
         'dueAt', case when d.state = 'queued' then d.due_at end, 'attempts', d.attempts, 'recipients', d.recipients) end as delivery
     from side_message m left join delivery d on d.entry_id = m.id
     where m.conversation_id = any($1::uuid[]) order by m.id`,
    [ids],
  );
}

/** The state of a file is as it is now, as it may have been scanned since. */
function shapeOf({ data, files, delivery, ...row }: MessageRow): SideMessage {
  const now = new Map((files ?? []).map((file) => [file.id, file]));
  return {
    ...{ id: row.id, direction: row.direction, at: row.at.toISOString(), author: row.author },
    ...{ from: data.from, to: data.to, cc: data.cc, flags: data.flags },
    text: visibleText(data.segments).trim(),
    quoted: data.segments
      .filter(({ kind }) => kind !== 'visible')
      .map(({ text }) => text)
      .join('')
      .trim(),
    attachments: data.attachments.map((file) => ({ ...file, ...now.get(file.id) })),
    delivery: delivery && {
      ...delivery,
      at: iso(delivery.at),
      dueAt: delivery.dueAt && iso(delivery.dueAt),
      cancelIfCitizenReplies: false,
    },
  };
}

const iso = (value: string) => new Date(value).toISOString();
