import type { ChatProfile, Language } from '@guichet/contracts';
import type { Tx, Reader } from '@guichet/database';
import { keyOf, type Visitor } from './identify-visitor.js';

/** What a visitor said of themselves earlier; null where nothing is stored. */
export async function profileOf(reader: Reader, channelAccountId: string, handle: string): Promise<ChatProfile | null> {
  const [row] = await reader.query<{ name: string | null; email: string | null; consent: boolean }>(
    `select name, email, consented_at is not null as consent from chat_visitor where channel_account_id = $1 and handle = $2`,
    [channelAccountId, handle],
  );
  return row
    ? { ...(row.name && { name: row.name }), ...(row.email && { email: row.email }), consent: row.consent }
    : null;
}

/** What is stored of a visitor. */
export interface VisitorRecord {
  profile: ChatProfile;
  language: Language;
  connectedUntil: Date;
}

/** Stores what a visitor has said of themselves. */
export async function saveVisitor(
  tx: Tx,
  { channelAccountId, from }: Pick<Visitor, 'channelAccountId' | 'from'>,
  { profile: { name, email, consent }, language, connectedUntil }: VisitorRecord,
): Promise<void> {
  await tx.query(
    `insert into chat_visitor (channel_account_id, handle, name, email, consented_at, language, here_until) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (channel_account_id, handle) do update set name = coalesce(excluded.name, chat_visitor.name),
       email = coalesce(excluded.email, chat_visitor.email), language = excluded.language,
       consented_at = coalesce(chat_visitor.consented_at, excluded.consented_at), here_until = excluded.here_until`,
    [channelAccountId, keyOf(from), name ?? null, email ?? null, consent ? tx.now : null, language, connectedUntil],
  );
}

/** Stores until when visitors count as connected; a time in the past says that they have left. */
export async function markConnected(
  tx: Tx,
  visitors: readonly { channelAccountId: string; handle: string }[],
  until: Date,
): Promise<void> {
  if (visitors.length === 0) return;
  await tx.query(
    `update chat_visitor v set here_until = $3 from unnest($1::uuid[], $2::text[]) w(channel_account_id, handle)
     where v.channel_account_id = w.channel_account_id and v.handle = w.handle`,
    [visitors.map(({ channelAccountId }) => channelAccountId), visitors.map(({ handle }) => handle), until],
  );
}
