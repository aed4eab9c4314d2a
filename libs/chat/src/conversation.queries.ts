import { NAME_OF_AUTHOR } from '@guichet/access';
import { clientIdOf } from '@guichet/channels';
import type { StoredMessage } from '@guichet/cases';
import type { ChatMessage, ChatPage } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { type ConversationOwner, type HandleRef } from './identify-visitor.js';

const PAGE = 30;

/** When more messages than this were missed, the last page is sent instead. */
const MISSED = 200;

/** Transactions do not commit in the order of their times, so messages that are this much older than the last one are read again. */
const OVERLAP_MS = 120_000;

interface Row {
  id: string;
  direction: 'in' | 'out';
  at: Date;
  author: string;
  data: Pick<StoredMessage, 'segments' | 'attachments' | 'personal'>;
  externalId: string;
  seen: boolean;
}

/** SQL condition: a reply is part of the conversation once it was sent; one that is scheduled, canceled or has failed is not. */
const shown = `(m.direction = 'in' or d.state in ('sent', 'delivered', 'read'))`;

const columns = `e.id, m.direction, coalesce(d.sent_at, e.at) as at, case e.actor_kind when 'agent' then ${NAME_OF_AUTHOR} else '' end as author,
  e.data, m.external_id as "externalId",
  m.direction = 'in' and exists (select from case_read r where r.case_id = e.case_id and r.position >= e.position) as seen`;

const joins = `join timeline_entry e on e.id = m.entry_id left join delivery d on d.entry_id = m.entry_id`;

/** $1 channel, $2 and $3 types and values of the handles. Index `message_conversation`. */
const ofTheirs = `from message m ${joins} where m.channel_account_id = $1 and ${shown}
  and m.handle_id = any(array(select h.id from unnest($2::text[], $3::text[]) w(type, value) join handle h using (type, value)))`;

const ownerParameters = ({ channelAccountId, handles }: ConversationOwner): unknown[] => [
  channelAccountId,
  handles.map(({ type }) => type),
  handles.map(({ value }) => value),
];

/** The last messages, or those before one. */
export async function pageBefore(
  reader: Reader,
  visitor: ConversationOwner,
  before?: { at: string; id: string },
): Promise<ChatPage> {
  const rows = await reader.query<Row>(
    `select * from (select ${columns} ${ofTheirs}) t where $4::timestamptz is null or (at, id) < ($4, $5::uuid)
     order by at desc, id desc limit ${PAGE + 1}`,
    [...ownerParameters(visitor), before?.at ?? null, before?.id ?? null],
  );
  return { messages: rows.slice(0, PAGE).reverse().map(toMessage), complete: rows.length <= PAGE };
}

/** All since a moment, and somewhat before it: the client knows by their ids what it has. Null: too many. */
export async function messagesSince(
  reader: Reader,
  visitor: ConversationOwner,
  after: string,
): Promise<ChatMessage[] | null> {
  const rows = await reader.query<Row>(
    `select * from (select ${columns} ${ofTheirs}) t where at >= $4 order by at, id limit ${MISSED + 1}`,
    [...ownerParameters(visitor), new Date(Date.parse(after) - OVERLAP_MS)],
  );
  return rows.length > MISSED ? null : rows.map(toMessage);
}

/** Messages by their ids, each with the conversation to which it belongs. */
export async function messagesById(
  reader: Reader,
  channelAccountIds: readonly string[],
  ids: readonly string[],
): Promise<{ channelAccountId: string; handle: HandleRef; message: ChatMessage }[]> {
  const rows = await reader.query<Row & HandleRef & { channelAccountId: string }>(
    `select ${columns}, m.channel_account_id as "channelAccountId", h.type, h.value
     from message m ${joins} join handle h on h.id = m.handle_id
     where m.entry_id = any($1::uuid[]) and m.channel_account_id = any($2::uuid[]) and ${shown} order by at, e.id`,
    [ids, channelAccountIds],
  );
  return rows.map((row) => ({
    channelAccountId: row.channelAccountId,
    handle: { type: row.type, value: row.value },
    message: toMessage(row),
  }));
}

/** External ids of those replies of which it is not known yet that the visitor has received or read them. */
export async function newlySeen(
  reader: Reader,
  visitor: ConversationOwner,
  { ids, how }: { ids: readonly string[]; how: 'received' | 'read' },
): Promise<string[]> {
  const rows = await reader.query<{ externalId: string }>(
    `select m.external_id as "externalId" ${ofTheirs} and m.entry_id = any($4::uuid[]) and d.state = any($5::text[]) order by m.entry_id`,
    [...ownerParameters(visitor), ids, how === 'received' ? ['sent'] : ['sent', 'delivered']],
  );
  return rows.map(({ externalId }) => externalId);
}

/** The case in which the conversation goes on. */
export async function currentCase(reader: Reader, visitor: ConversationOwner): Promise<string | null> {
  const [row] = await reader.query<{ caseId: string }>(
    `select m.case_id as "caseId" ${ofTheirs} order by m.entry_id desc limit 1`,
    ownerParameters(visitor),
  );
  return row?.caseId ?? null;
}

/** A file of the conversation. */
export async function fileOf(
  reader: Reader,
  visitor: ConversationOwner,
  id: string,
): Promise<{ digest: string; name: string; type: string; size: number } | null> {
  const [row] = await reader.query<{ digest: string; name: string; type: string; size: number }>(
    `select a.digest, a.name, a.type, a.size from attachment a
     where a.id = $4 and a.state = 'ready' and a.entry_id in (select m.entry_id ${ofTheirs})`,
    [...ownerParameters(visitor), id],
  );
  return row ?? null;
}

function toMessage({ id, direction, at, author, data, externalId, seen }: Row): ChatMessage {
  return {
    id,
    direction,
    at: at.toISOString(),
    // Below a visitor's text stands what they said of themselves, which is for the agent only.
    text:
      data.personal?.text ??
      data.segments.flatMap(({ kind, text }) => (direction === 'in' && kind !== 'visible' ? [] : text)).join(''),
    author: direction === 'out' ? author : '',
    files: data.attachments.flatMap(({ id: fileId, name, type, size, inline }) =>
      inline ? [] : { id: fileId, name, type, size },
    ),
    clientId: direction === 'in' ? clientIdOf(externalId) : null,
    seen,
  };
}
