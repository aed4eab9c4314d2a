import { visibleSectors, parameters, reach, Scope, scope, type Bind, type Principal } from '@guichet/access';
import { appendEntries, lockCases, saveCases, setStatus } from '@guichet/cases';
import type { DeliveryStatus, TemplateUnsent } from '@guichet/contracts';
import type { Case, Tx, Reader } from '@guichet/database';
import { includesBlock } from '@guichet/templates';

/** SQL condition on a delivery `d`: no attempt can have delivered anything to anybody. */
export const NOTHING_SENT = `(d.sent_at is null and d.uncertain_since is null
  and not exists (select 1 from message_part p where p.entry_id = d.entry_id))`;

/**
 * SQL condition on a delivery `d`: nobody has read it. Nothing of it was sent, or it is a letter whose orders came to nothing, and the next
 * one is not under way.
 */
export const NOTHING_READ = `(${NOTHING_SENT} or (d.sent_at is null and d.uncertain_since is null
  and exists (select from kept_letter k where k.entry_id = d.entry_id and k.failed_orders > 0)))`;

/** SQL condition on a delivery `d`: sending has not begun, so it can still be canceled. */
export const CAN_BE_CANCELED = `(d.state in ('scheduled', 'blocked', 'to-print') or (d.state = 'queued' and ${NOTHING_READ}))`;

/**
 * SQL condition on a use `u` of a template: its version was withdrawn, or the version that had replaced it, or that of a block which it
 * includes. Index `template_version_number`.
 */
export const IS_WITHDRAWN = `exists (
  select 1 from template_version own join template_version v on v.template_id = own.template_id
    and v.language = own.language and v.number >= own.number and v.state = 'withdrawn' where own.id = any(array_append(u.block_version_ids, u.version_id)))`;

type Unsent = TemplateUnsent['messages'][number] & { visible: boolean };

/** SQL about the case `c`: whether an agent may see it, and whether they may know that there is one. For the system (null) both. */
const standingOf = (who: Principal | null, bind: Bind): { visible: string; known: string } => ({
  visible: (who ? scope(who, 'case.read') : Scope.whole).sql('c', bind),
  known: who ? visibleSectors(who, bind).team('c.team_id') : 'true',
});

/** Returns the unsent replies that were made from a template or include it as a block. Indexes `template_use_template`, `template_use_blocks`. */
function unsentMessages(query: Tx['query'], who: Principal | null, templateId: string): Promise<Unsent[]> {
  const { values, bind } = parameters(templateId);
  const { visible, known } = standingOf(who, bind);
  return query<Omit<Unsent, 'dueAt'> & { dueAt: Date | null }>(
    `select d.entry_id as "entryId", c.id as "caseId", c.reference, c.subject, e.actor_name as by,
       case when d.state <> 'blocked' then d.due_at end as "dueAt", d.state = 'blocked' as blocked,
       ${visible} as visible
     from template_use u join delivery d on d.entry_id = u.entry_id join timeline_entry e on e.id = d.entry_id
     join cases c on c.id = d.case_id
     where (u.template_id = $1 or u.block_version_ids <> '{}' and u.block_version_ids && array(select v.id from template_version v where v.template_id = $1)) and ${CAN_BE_CANCELED} and ${known} order by d.due_at, d.entry_id`,
    values,
  ).then((rows) => rows.map(({ dueAt, ...row }) => ({ ...row, dueAt: dueAt?.toISOString() ?? null })));
}

/**
 * Blocks all unsent replies that were made from a withdrawn template, and opens their cases again. A reply that is
 * being sent at this time is blocked if sending fails. Returns the replies that are blocked, now or before.
 */
export async function blockForTemplate(tx: Tx, templateId: string): Promise<TemplateUnsent['messages']> {
  const stopped = new Set<string>();
  // While we wait for the lock of a case, a reply may be moved to another case: the search is repeated until all their
  // cases are locked.
  for (;;) {
    const waiting = (await unsentMessages(tx.query, null, templateId)).filter(({ entryId }) => !stopped.has(entryId));
    if (waiting.length === 0) break;
    const cases = await lockCases(
      tx,
      waiting.map(({ caseId }) => caseId),
    );
    const present = new Map([...cases.values()].map((item) => [item.id, item]));
    const looked = await stopIn(
      tx,
      present,
      waiting.map(({ entryId }) => entryId),
    );
    for (const entryId of looked) stopped.add(entryId);
  }
  return (await unsentMessages(tx.query, null, templateId)).map(({ visible: _, ...row }) => row);
}

/**
 * Blocks those of these replies that are in the given cases, which the caller has locked, and were not sent. It does
 * for many replies in a few statements what `settleState` does for one. Returns the ids of the replies in these cases.
 */
async function stopIn(tx: Tx, cases: ReadonlyMap<string, Case>, entryIds: readonly string[]): Promise<string[]> {
  const locked = await tx.query<{ entryId: string; caseId: string; state: DeliveryStatus }>(
    `select entry_id as "entryId", case_id as "caseId", state from delivery
     where entry_id = any($1::uuid[]) and case_id = any($2::uuid[]) order by entry_id for update`,
    [entryIds, [...cases.keys()]],
  );
  // This is a statement of its own, because a part may have been sent while we waited for the locks.
  const rows = await tx.query<{ entryId: string }>(
    `update delivery d set state = 'blocked', reason = 'template-withdrawn', changed_at = $2
     where d.entry_id = any($1::uuid[]) and ${CAN_BE_CANCELED} returning d.entry_id as "entryId"`,
    [locked.map(({ entryId }) => entryId), tx.now],
  );
  const here = new Set(rows.map(({ entryId }) => entryId));
  const stopped = locked.filter(({ entryId }) => here.has(entryId));
  const news = new Set(stopped.filter(({ state }) => state !== 'blocked').map(({ caseId }) => caseId));
  await showBlocked(tx, [...new Set(stopped.map(({ caseId }) => cases.get(caseId)!))], news);
  for (const { entryId, caseId } of stopped)
    tx.publish('delivery.changed', { entryId, status: 'blocked' }, { caseId, teamIds: [cases.get(caseId)!.teamId] });
  return locked.map(({ entryId }) => entryId);
}

/**
 * Makes locked cases show that a reply in them is blocked. Those in which one was blocked just now (`news`) are open again, and
 * get an activity in their timelines; spam stays spam.
 */
async function showBlocked(tx: Tx, cases: readonly Case[], news: ReadonlySet<string>): Promise<void> {
  const reopened = cases.filter(({ id, status }) => news.has(id) && status !== 'open' && status !== 'spam');
  await appendEntries(
    tx,
    reopened.map((item) => ({
      item,
      entry: {
        kind: 'activity',
        data: { type: 'status', from: item.status, to: 'open', snoozeUntil: null, because: 'not-delivered' },
      },
    })),
  );
  for (const item of reopened) setStatus(item, { to: 'open', now: tx.now });
  // The case shows the worst state: a failed delivery outranks a blocked one, which outranks an unknown one.
  const troubled = cases.filter(({ deliveryProblem }) => deliveryProblem === null || deliveryProblem === 'unknown');
  for (const item of troubled) item.deliveryProblem = 'blocked';
  await saveCases(tx, [...new Set([...reopened, ...troubled])]);
}

/**
 * Returns the unsent replies and drafts that use a template, as far as the agent may see their cases. Whoever may withdraw it also
 * learns how many there are elsewhere, but for sectors of which they do not know. Indexes `template_use_template`, `draft_template`.
 */
export async function unsentWithTemplate(reader: Reader, who: Principal, templateId: string): Promise<TemplateUnsent> {
  const [messages, drafts] = await Promise.all([
    unsentMessages(reader.query, who, templateId),
    unsentDrafts(reader.query, who, templateId),
  ]);
  const seen = <Row extends { visible: boolean }>(rows: readonly Row[]): Omit<Row, 'visible'>[] =>
    rows.filter(({ visible }) => visible).map(({ visible: _, ...row }) => row);
  return {
    messages: seen(messages),
    drafts: seen(drafts),
    hidden:
      reach(who, 'template.approve') === 'nowhere'
        ? 0
        : [...messages, ...drafts].filter(({ visible }) => !visible).length,
  };
}

type UnsentDraft = TemplateUnsent['drafts'][number] & { visible: boolean };

/** SQL condition on a draft `d`: the version from which it is made includes the block whose id is `$1`. */
const INCLUDES_BLOCK = `exists (select 1 from template b where b.id::text = $1 and b.is_block) and exists (
  select 1 from template_version v where v.template_id::text = d.content -> 'template' ->> 'templateId'
    and v.language = d.content -> 'template' ->> 'language' and v.number::text = d.content -> 'template' ->> 'number'
    and ${includesBlock('$1')})`;

/** SQL: the drafts of replies, with who writes them, whether or not they share them. */
const WRITTEN = `(
  select case_id, agent_id, content, updated_at from draft
  union all select case_id, writer_id, content, updated_at from shared_draft where sent_entry_id is null)`;

function unsentDrafts(query: Tx['query'], who: Principal, templateId: string): Promise<UnsentDraft[]> {
  const { values, bind } = parameters(templateId);
  const { visible, known } = standingOf(who, bind);
  return query<Omit<UnsentDraft, 'updatedAt'> & { updatedAt: Date }>(
    `select c.id as "caseId", c.reference, c.subject, a.name as by, d.updated_at as "updatedAt",
       ${visible} as visible
     from ${WRITTEN} d join cases c on c.id = d.case_id join agent a on a.id = d.agent_id
     where d.content -> 'template' is not null and (d.content -> 'template' ->> 'templateId' = $1 or ${INCLUDES_BLOCK}) and ${known}
     order by d.updated_at desc, c.id, a.id`,
    values,
  ).then((rows) => rows.map(({ updatedAt, ...row }) => ({ ...row, updatedAt: updatedAt.toISOString() })));
}
