import { randomUUIDv7 } from 'node:crypto';
import { teamsFor, type Principal } from '@guichet/access';
import { lockCases } from '@guichet/cases';
import type { DeliveryStatus, TemplateUnsent } from '@guichet/contracts';
import type { Case, Database, Tx } from '@guichet/database';

/** Of a delivery `d`: no try of it can have brought anything to anybody. */
export const NOTHING_LEFT = `(d.sent_at is null and d.uncertain_since is null
  and not exists (select 1 from message_part p where p.entry_id = d.entry_id))`;

/** Of a delivery `d`: it has not begun to leave, and can still be taken back. */
export const ALL_HERE = `(d.state in ('held', 'stopped') or (d.state = 'queued' and ${NOTHING_LEFT}))`;

/** Of a template's use `u`: the wording was withdrawn, or the one that had replaced it. Index `template_version_number`. */
export const IS_WITHDRAWN = `exists (
  select 1 from template_version own join template_version v on v.template_id = own.template_id
    and v.language = own.language and v.number >= own.number and v.state = 'withdrawn' where own.id = u.version_id)`;

type Unsent = TemplateUnsent['messages'][number] & { visible: boolean };

/** Answers made from a template that have not left. Index `template_use_template`. */
const unsentMessages = (query: Tx['query'], templateId: string, teamIds: readonly string[] | null): Promise<Unsent[]> =>
  query<Omit<Unsent, 'dueAt'> & { dueAt: Date | null }>(
    `select d.entry_id as "entryId", c.id as "caseId", c.reference, c.subject, e.actor_name as by,
       case when d.state <> 'stopped' then d.due_at end as "dueAt", d.state = 'stopped' as stopped,
       ($2::uuid[] is null or c.team_id = any($2)) as visible
     from template_use u join delivery d on d.entry_id = u.entry_id join timeline_entry e on e.id = d.entry_id
     join cases c on c.id = d.case_id
     where u.template_id = $1 and ${ALL_HERE} order by d.due_at, d.entry_id`,
    [templateId, teamIds],
  ).then((rows) => rows.map(({ dueAt, ...row }) => ({ ...row, dueAt: dueAt?.toISOString() ?? null })));

/**
 * A template was withdrawn: nothing that was made from it leaves any more, and the cases that wait for it are open again.
 * What is just being sent is stopped, too, if that fails. Answers what was stopped, now or before.
 */
export async function stopForTemplate(tx: Tx, templateId: string): Promise<TemplateUnsent['messages']> {
  const stopped = new Set<string>();
  // While we wait for a case, an answer may be moved to another one: looked for again until all lie where we have locked.
  for (;;) {
    const waiting = (await unsentMessages(tx.query, templateId, null)).filter(({ entryId }) => !stopped.has(entryId));
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
  return (await unsentMessages(tx.query, templateId, null)).map(({ visible: _, ...row }) => row);
}

/**
 * Stops those of these answers that lie in these cases, which the caller has locked, and have not left. However many they
 * are: what `settleState` does with one, in a few statements. Answers which of them lie there.
 */
async function stopIn(tx: Tx, cases: ReadonlyMap<string, Case>, entryIds: readonly string[]): Promise<string[]> {
  const locked = await tx.query<{ entryId: string; caseId: string; state: DeliveryStatus }>(
    `select entry_id as "entryId", case_id as "caseId", state from delivery
     where entry_id = any($1::uuid[]) and case_id = any($2::uuid[]) order by entry_id for update`,
    [entryIds, [...cases.keys()]],
  );
  // In a statement of its own: while we waited for their rows, a part of one may have left.
  const [rows] = (await tx.query(
    `update delivery d set state = 'stopped', reason = 'template-withdrawn', changed_at = $2
     where d.entry_id = any($1::uuid[]) and ${ALL_HERE} returning d.entry_id as "entryId"`,
    [locked.map(({ entryId }) => entryId), tx.now],
  )) as unknown as [{ entryId: string }[]];
  const here = new Set(rows.map(({ entryId }) => entryId));
  const stopped = locked.filter(({ entryId }) => here.has(entryId));
  const news = new Set(stopped.filter(({ state }) => state !== 'stopped').map(({ caseId }) => caseId));
  await reopenAll(
    tx,
    [...news].map((id) => cases.get(id)!).filter(({ status }) => status !== 'open'),
  );
  // The worst is shown, as the letters go: failed, stopped, unknown.
  await tx.query(
    `update cases set delivery_problem = 'stopped', version = version + 1
     where id = any($1::uuid[]) and (delivery_problem is null or delivery_problem > 'stopped')`,
    [stopped.map(({ caseId }) => caseId)],
  );
  for (const { entryId, caseId } of stopped)
    tx.publish('delivery.changed', { entryId, status: 'stopped' }, { caseId, teamIds: [cases.get(caseId)!.teamId] });
  return locked.map(({ entryId }) => entryId);
}

/** Brings locked cases back to the queue, as an answer in each was stopped, and says so there. */
async function reopenAll(tx: Tx, cases: readonly Case[]): Promise<void> {
  if (cases.length === 0) return;
  const { actor } = tx;
  await tx.query(
    `with reopened as (
       update cases c set status = 'open', snooze_until = null, closed_at = null, last_position = c.last_position + 1,
         version = c.version + 1, delivery_problem = least(c.delivery_problem, 'stopped')
       from unnest($1::uuid[], $2::uuid[], $3::text[]) o(case_id, entry_id, status) where c.id = o.case_id
       returning c.id, o.entry_id, o.status, c.last_position, c.version)
     insert into timeline_entry (id, case_id, position, kind, at, actor_kind, actor_id, actor_name, data, case_version)
     select entry_id, id, last_position, 'fact', $4, $5, $6, $7,
       jsonb_build_object('type', 'status', 'from', status, 'to', 'open', 'snoozeUntil', null), version from reopened`,
    [
      cases.map(({ id }) => id),
      cases.map(() => randomUUIDv7()),
      cases.map(({ status }) => status),
      tx.now,
      actor.kind,
      'id' in actor ? actor.id : null,
      actor.name,
    ],
  );
}

/** What still uses a template and has not left, as far as the agent may see its case. Indexes `template_use_template`, `draft_template`. */
export async function unsentWith(database: Database, who: Principal, templateId: string): Promise<TemplateUnsent> {
  const teamIds = teamsFor(who, 'case.read');
  const [messages, drafts] = await Promise.all([
    unsentMessages(database.read, templateId, teamIds),
    unsentDrafts(database.read, templateId, teamIds),
  ]);
  const seen = <Row extends { visible: boolean }>(rows: readonly Row[]): Omit<Row, 'visible'>[] =>
    rows.filter(({ visible }) => visible).map(({ visible: _, ...row }) => row);
  return {
    messages: seen(messages),
    drafts: seen(drafts),
    hidden: [...messages, ...drafts].filter(({ visible }) => !visible).length,
  };
}

type UnsentDraft = TemplateUnsent['drafts'][number] & { visible: boolean };

const unsentDrafts = (
  query: Tx['query'],
  templateId: string,
  teamIds: readonly string[] | null,
): Promise<UnsentDraft[]> =>
  query<Omit<UnsentDraft, 'updatedAt'> & { updatedAt: Date }>(
    `select c.id as "caseId", c.reference, c.subject, a.name as by, d.updated_at as "updatedAt",
       ($2::uuid[] is null or c.team_id = any($2)) as visible
     from draft d join cases c on c.id = d.case_id join agent a on a.id = d.agent_id
     where d.content -> 'template' is not null and d.content -> 'template' ->> 'templateId' = $1
     order by d.updated_at desc, c.id, a.id`,
    [templateId, teamIds],
  ).then((rows) => rows.map(({ updatedAt, ...row }) => ({ ...row, updatedAt: updatedAt.toISOString() })));
