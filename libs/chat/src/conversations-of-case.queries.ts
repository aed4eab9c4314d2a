import type { Reader } from '@guichet/database';
import { type HandleRef } from './identify-visitor.js';

/** Conversations that a case holds, each with the time of the citizen's last message up to a position. */
export function writersOf(
  reader: Reader,
  channelAccountIds: readonly string[],
  { caseId, position }: { caseId: string; position: number },
): Promise<(HandleRef & { channelAccountId: string; at: Date })[]> {
  return reader.query(
    `select m.channel_account_id as "channelAccountId", h.type, h.value, max(e.at) as at
     from timeline_entry e join message m on m.entry_id = e.id join handle h on h.id = m.handle_id
     where e.case_id = $1 and e.position <= $2 and m.direction = 'in' and m.channel_account_id = any($3::uuid[])
     group by m.channel_account_id, h.type, h.value`,
    [caseId, position, channelAccountIds],
  );
}

/** The conversation by which the citizen of a case wrote last: a reply is likely to go there. */
export async function lastWriterOf(
  reader: Reader,
  channelAccountIds: readonly string[],
  caseId: string,
): Promise<(HandleRef & { channelAccountId: string }) | null> {
  const [row] = await reader.query<HandleRef & { channelAccountId: string }>(
    `select m.channel_account_id as "channelAccountId", h.type, h.value
     from cases c join message m on m.case_id = c.id and m.channel_account_id = c.channel_account_id join handle h on h.id = m.handle_id
     where c.id = $1 and c.channel_account_id = any($2::uuid[]) and m.direction = 'in' order by m.entry_id desc limit 1`,
    [caseId, channelAccountIds],
  );
  return row ?? null;
}
