import { parameters, Scope, scopeOrNone, type Principal } from '@guichet/access';
import { summariesIn } from '@guichet/cases';
import {
  BulkItemState,
  type BulkActionStatus,
  type BulkItem,
  type BulkItemQuery,
  type CurrentBulkAction,
  type Page,
} from '@guichet/contracts';
import type { BulkAction, Reader } from '@guichet/database';
import { Failure, wrongField } from '@guichet/platform';
import type { z } from 'zod';
import { undoUntil } from './undo-until.js';

type ActionRow = Pick<BulkAction, 'id' | 'action' | 'state' | 'startedAt' | 'endedAt'> & {
  /** The name of its macro. */
  macro: string | null;
};

const ACTION = `id, action, macro ->> 'name' as macro, state, started_at as "startedAt", ended_at as "endedAt"`;

/** How far an action of the agent has come. Indexes `bulk_action_pkey`, `bulk_item_state`. Throws `not-found`. */
export async function bulkActionStatus(reader: Reader, who: Principal, id: string): Promise<BulkActionStatus> {
  const [action] = await reader.query<ActionRow>(`select ${ACTION} from bulk_action where id = $1 and agent_id = $2`, [
    id,
    who.id,
  ]);
  if (!action) throw new Failure('not-found');
  return statusOf(reader, action);
}

/**
 * The last action of the agent that is not dismissed: what goes on still or waits for its agent, and any of a day. Where a later one is dismissed,
 * no older result takes its place, unless it was undone, or names cases that it has left as they are, at which somebody has to look. Indexes
 * `bulk_action_agent`, `bulk_item_state`.
 */
export async function currentBulkAction(reader: Reader, who: Principal): Promise<CurrentBulkAction> {
  const [action] = await reader.query<ActionRow>(
    `select ${ACTION} from bulk_action where agent_id = $1 and not dismissed
       and (state in ('preparing', 'ready', 'running', 'undoing') or (started_at > $2::timestamptz - interval '1 day' and (state = 'undone'
         or not exists (select from bulk_action later where later.agent_id = $1 and later.started_at > bulk_action.started_at)
         or exists (select from bulk_item i where i.action_id = bulk_action.id and i.state = 'refused'))))
     order by started_at desc limit 1`,
    [who.id, reader.now],
  );
  return { current: action ? await statusOf(reader, action) : null };
}

async function statusOf(reader: Reader, action: ActionRow): Promise<BulkActionStatus> {
  const rows = await reader.query<{ state: BulkItemState; count: number }>(
    `select state, count(*)::int as count from bulk_item where action_id = $1 group by state`,
    [action.id],
  );
  const none = Object.fromEntries(BulkItemState.options.map((state) => [state, 0])) as BulkActionStatus['counts'];
  const undelivered = action.action.kind === 'reply' ? await countUndelivered(reader, action.id) : 0;
  const counts = { ...none, undelivered, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
  const until = counts.done > 0 ? await undoUntil(reader, action) : null;
  return {
    ...action,
    counts,
    total: rows.reduce((sum, { count }) => sum + count, 0),
    startedAt: action.startedAt.toISOString(),
    endedAt: action.endedAt?.toISOString() ?? null,
    undoUntil: until?.toISOString() ?? null,
  };
}

/** What has become of a reply that did not reach the citizen, as far as it is known. */
const UNDELIVERED = `d.state in ('failed', 'blocked')`;

/** Indexes `bulk_item_state`, `delivery_pkey`. */
async function countUndelivered(reader: Reader, actionId: string): Promise<number> {
  const [row] = await reader.query<{ count: number }>(
    `select count(*)::int as count from bulk_item i join delivery d on d.entry_id = i.entry_id
     where i.action_id = $1 and i.state = 'done' and ${UNDELIVERED}`,
    [actionId],
  );
  return row!.count;
}

interface ItemRow extends Omit<BulkItem, 'preview' | 'case'> {
  reply: BulkItem['preview'];
  position: number;
}

/**
 * The cases of an action in one state, in the order of the list. Of a case that its agent does not see any more, the reference is left,
 * as they did that, and the code of its refusal. Index `bulk_item_state`.
 *
 * @throws Failure `not-found`; `invalid-request` for a cursor that is not ours
 */
export async function bulkItems(
  reader: Reader,
  who: Principal,
  { id, query: { state, limit, cursor } }: { id: string; query: z.output<typeof BulkItemQuery> },
): Promise<Page<BulkItem>> {
  if (cursor !== undefined && !/^\d{1,9}$/.test(cursor)) throw wrongField('cursor', 'page-gone');
  await bulkActionStatus(reader, who, id);
  const isUndelivered = state === 'undelivered';
  const { values, bind } = parameters(id, isUndelivered ? 'done' : state, Number(cursor ?? 0));
  const visible = scopeOrNone(who, 'case.read') ?? Scope.none;
  const seen = visible.sql('c', bind);
  const rows = await reader.query<ItemRow>(
    `select i.case_id as "caseId", i.position, ${isUndelivered ? `'undelivered'` : 'i.state'} as state, c.reference,
       case when ${seen} then i.refusal when i.refusal is not null then jsonb_build_object('code', i.refusal -> 'code') end as refusal,
       case when ${seen} then c.subject end as subject, case when ${seen} then c.citizen_name end as "citizenName",
       case when ${seen} then i.reply end as reply
     from bulk_item i join cases c on c.id = i.case_id
     where i.action_id = $1 and i.state = $2 and i.position > $3
       ${isUndelivered ? `and exists (select from delivery d where d.entry_id = i.entry_id and ${UNDELIVERED})` : ''} order by i.position limit ${limit + 1}`,
    values,
  );
  const items = rows.slice(0, limit);
  const caseIds = items.map(({ caseId }) => caseId);
  const cases = await summariesIn(reader, { who, visible }, caseIds);
  return {
    items: items.map(({ reply, ...item }) => ({ ...item, preview: reply, case: cases.get(item.caseId) ?? null })),
    nextCursor: rows.length > limit ? String(items.at(-1)!.position) : null,
  };
}
