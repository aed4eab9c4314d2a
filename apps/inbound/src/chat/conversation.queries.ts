import { clientIdOf } from '@guichet/channels';
import type { StoredMessage } from '@guichet/cases';
import type { ChatMessage, ChatPage, ChatProfile, Language } from '@guichet/contracts';
import type { Database, Tx } from '@guichet/database';
import type { HandleRef, Whose } from './visitors.js';

const PAGE = 30;
/** More missed than this, and the last page is the better answer. */
const MISSED = 200;
/** Transactions commit in another order than their times say: what is this much older than the last one seen is looked at again. */
const OVERLAP_MS = 120_000;

interface Row {
  id: string;
  direction: 'in' | 'out';
  at: Date;
  author: string;
  data: Pick<StoredMessage, 'segments' | 'attachments'>;
  externalId: string;
  seen: boolean;
}

/** An answer is in the conversation from when it left; what is held, failed or taken back is not. */
const shown = `(m.direction = 'in' or d.state in ('sent', 'delivered', 'read'))`;
const columns = `e.id, m.direction, coalesce(d.sent_at, e.at) as at, case e.actor_kind when 'agent' then e.actor_name else '' end as author,
  e.data, m.external_id as "externalId",
  m.direction = 'in' and exists (select from case_read r where r.case_id = e.case_id and r.position >= e.position) as seen`;
const joins = `join timeline_entry e on e.id = m.entry_id left join delivery d on d.entry_id = m.entry_id`;
/** $1 channel, $2 and $3 types and values of the handles. Index `message_conversation`. */
const ofTheirs = `from message m ${joins} where m.channel_id = $1 and ${shown}
  and m.handle_id = any(array(select h.id from unnest($2::text[], $3::text[]) w(type, value) join handle h using (type, value)))`;

const whose = ({ channelId, handles }: Whose): unknown[] => [
  channelId,
  handles.map(({ type }) => type),
  handles.map(({ value }) => value),
];

/** The last messages, or those before one. */
export async function pageBefore(
  database: Database,
  visitor: Whose,
  before?: { at: string; id: string },
): Promise<ChatPage> {
  const rows = await database.read<Row>(
    `select * from (select ${columns} ${ofTheirs}) t where $4::timestamptz is null or (at, id) < ($4, $5::uuid)
     order by at desc, id desc limit ${PAGE + 1}`,
    [...whose(visitor), before?.at ?? null, before?.id ?? null],
  );
  return { messages: rows.slice(0, PAGE).reverse().map(toMessage), complete: rows.length <= PAGE };
}

/** All since a moment, and somewhat before it: the client knows by their ids what it has. Null: too many. */
export async function messagesSince(database: Database, visitor: Whose, after: string): Promise<ChatMessage[] | null> {
  const rows = await database.read<Row>(
    `select * from (select ${columns} ${ofTheirs}) t where at >= $4 order by at, id limit ${MISSED + 1}`,
    [...whose(visitor), new Date(Date.parse(after) - OVERLAP_MS)],
  );
  return rows.length > MISSED ? null : rows.map(toMessage);
}

/** Messages by their ids, each with the conversation that it belongs to. */
export async function messagesById(
  database: Database,
  channelIds: readonly string[],
  ids: readonly string[],
): Promise<{ channelId: string; handle: HandleRef; message: ChatMessage }[]> {
  const rows = await database.read<Row & HandleRef & { channelId: string }>(
    `select ${columns}, m.channel_id as "channelId", h.type, h.value
     from message m ${joins} join handle h on h.id = m.handle_id
     where m.entry_id = any($1::uuid[]) and m.channel_id = any($2::uuid[]) and ${shown} order by at, e.id`,
    [ids, channelIds],
  );
  return rows.map((row) => ({
    channelId: row.channelId,
    handle: { type: row.type, value: row.value },
    message: toMessage(row),
  }));
}

/** External ids of those answers of the conversation for which this would be news. */
export async function newlySeen(
  database: Database,
  visitor: Whose,
  ids: readonly string[],
  how: 'received' | 'read',
): Promise<string[]> {
  const rows = await database.read<{ externalId: string }>(
    `select m.external_id as "externalId" ${ofTheirs} and m.entry_id = any($4::uuid[]) and d.state = any($5::text[]) order by m.entry_id`,
    [...whose(visitor), ids, how === 'received' ? ['sent'] : ['sent', 'delivered']],
  );
  return rows.map(({ externalId }) => externalId);
}

/** The case in which the conversation goes on. */
export async function currentCase(database: Database, visitor: Whose): Promise<string | null> {
  const [row] = await database.read<{ caseId: string }>(
    `select m.case_id as "caseId" ${ofTheirs} order by m.entry_id desc limit 1`,
    whose(visitor),
  );
  return row?.caseId ?? null;
}

/** A file of the conversation. */
export async function fileOf(
  database: Database,
  visitor: Whose,
  id: string,
): Promise<{ digest: string; name: string; type: string; size: number } | null> {
  const [row] = await database.read<{ digest: string; name: string; type: string; size: number }>(
    `select a.digest, a.name, a.type, a.size from attachment a
     where a.id = $4 and a.state = 'ready' and a.entry_id in (select m.entry_id ${ofTheirs})`,
    [...whose(visitor), id],
  );
  return row ?? null;
}

/** Conversations that a case holds, each with the time of the citizen's last message up to a position. */
export function writersOf(
  database: Database,
  channelIds: readonly string[],
  caseId: string,
  position: number,
): Promise<(HandleRef & { channelId: string; at: Date })[]> {
  return database.read(
    `select m.channel_id as "channelId", h.type, h.value, max(e.at) as at
     from timeline_entry e join message m on m.entry_id = e.id join handle h on h.id = m.handle_id
     where e.case_id = $1 and e.position <= $2 and m.direction = 'in' and m.channel_id = any($3::uuid[])
     group by m.channel_id, h.type, h.value`,
    [caseId, position, channelIds],
  );
}

/** The conversation by which the citizen of a case wrote last: an answer is likely to go there. */
export async function lastWriterOf(
  database: Database,
  channelIds: readonly string[],
  caseId: string,
): Promise<(HandleRef & { channelId: string }) | null> {
  const [row] = await database.read<HandleRef & { channelId: string }>(
    `select m.channel_id as "channelId", h.type, h.value
     from cases c join message m on m.case_id = c.id and m.channel_id = c.channel_id join handle h on h.id = m.handle_id
     where c.id = $1 and c.channel_id = any($2::uuid[]) and m.direction = 'in' order by m.entry_id desc limit 1`,
    [caseId, channelIds],
  );
  return row ?? null;
}

/** What a visitor said of themselves earlier. Null: they have never said anything. */
export async function profileOf(database: Database, channelId: string, handle: string): Promise<ChatProfile | null> {
  const [row] = await database.read<{ name: string | null; email: string | null; consent: boolean }>(
    `select name, email, consented_at is not null as consent from chat_visitor where channel_id = $1 and handle = $2`,
    [channelId, handle],
  );
  return row
    ? { ...(row.name && { name: row.name }), ...(row.email && { email: row.email }), consent: row.consent }
    : null;
}

export async function remember(
  tx: Tx,
  channelId: string,
  handle: string,
  { name, email, consent }: ChatProfile,
  language: Language,
  hereUntil: Date,
): Promise<void> {
  await tx.query(
    `insert into chat_visitor (channel_id, handle, name, email, consented_at, language, here_until) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (channel_id, handle) do update set name = coalesce(excluded.name, chat_visitor.name),
       email = coalesce(excluded.email, chat_visitor.email), language = excluded.language,
       consented_at = coalesce(chat_visitor.consented_at, excluded.consented_at), here_until = excluded.here_until`,
    [channelId, handle, name ?? null, email ?? null, consent ? tx.now : null, language, hereUntil],
  );
}

/** Visitors who are here, or, with a time that is over, have just left. */
export async function markHere(
  tx: Tx,
  visitors: readonly { channelId: string; handle: string }[],
  until: Date,
): Promise<void> {
  if (visitors.length === 0) return;
  await tx.query(
    `update chat_visitor v set here_until = $3 from unnest($1::uuid[], $2::text[]) w(channel_id, handle)
     where v.channel_id = w.channel_id and v.handle = w.handle`,
    [visitors.map(({ channelId }) => channelId), visitors.map(({ handle }) => handle), until],
  );
}

function toMessage({ id, direction, at, author, data, externalId, seen }: Row): ChatMessage {
  return {
    id,
    direction,
    at: at.toISOString(),
    // What they said of themselves stands below their words, for the agent alone.
    text: data.segments.flatMap(({ kind, text }) => (direction === 'in' && kind !== 'visible' ? [] : text)).join(''),
    author: direction === 'out' ? author : '',
    files: data.attachments.flatMap(({ id: fileId, name, type, size, inline }) =>
      inline ? [] : { id: fileId, name, type, size },
    ),
    clientId: direction === 'in' ? clientIdOf(externalId) : null,
    seen,
  };
}
