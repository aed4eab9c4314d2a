import { conflictOnDuplicate, visibleTemplates, parameters, scope, type Principal } from '@guichet/access';
import { listedCaseIds } from '@guichet/cases';
import { bulkLimits, type BulkActionStatus, type BulkCases, type StartBulkAction } from '@guichet/contracts';
import { BulkAction, type Tx } from '@guichet/database';
import { conflict, wrongField, newId } from '@guichet/platform';
import { seenMacro, type Applied } from '../macros/macros.queries.js';
import { assertValuesForMany } from '@guichet/templates';
import { bulkActionStatus } from './bulk-actions.queries.js';
import { assertMayBegin } from './bulk-rights.js';
import { endBulkAction, publishBulkAction } from './publish-and-end-bulk-action.js';
import { assertFieldTakes } from './fill-in-field-in-bulk.js';
import { scheduleBulkActions } from './run-bulk-action.js';
import { assertStepsOfTypes } from './tick-steps-in-bulk.js';

/**
 * Begins an action on many cases: those that are in the list now, or that are named. Each is changed by a job, by the rights that the
 * agent has then; replies are prepared, and wait to be confirmed. Replies that wait for that give way to another action, but to giving cases back.
 *
 * @throws Failure `not-permitted`; `conflict` (`bulk-action-runs`) for a second one at once, and (`replies-wait-to-be-sent`); `invalid-request` for too many cases, and
 *   for a template that is not there, or that is somebody's own, for values that do not fit it or a field, and for a macro that prepares a reply; `not-found` for another macro, field or step, `conflict` (`macro-changed`)
 */
export async function startBulkAction(
  tx: Tx,
  who: Principal,
  { cases, action }: StartBulkAction,
): Promise<BulkActionStatus> {
  const macro = action.kind === 'macro' ? await macroForMany(tx, who, action) : null;
  assertMayBegin(who, { action, macro });
  if (action.kind === 'reply') await assertForMany(tx, who, action);
  if (action.kind === 'field') await assertFieldTakes(tx, who, action);
  if (action.kind === 'steps') await assertStepsOfTypes(tx, who, action);
  const max = action.kind === 'reply' ? bulkLimits.replies : bulkLimits.cases;
  const caseIds = await chosenIds(tx, who, { cases, limit: max + 1 });
  if (caseIds.length > max) throw wrongField('cases', 'too-many-cases', { max });
  await giveWay(tx, who, action);
  const begun: BulkAction = {
    ...{ id: newId(), agentId: who.id, scopes: who.scopes, action, macro },
    filter: 'filter' in cases ? cases.filter : null,
    state: action.kind === 'reply' ? 'preparing' : 'running',
    ...{ startedAt: tx.now, movedAt: tx.now, endedAt: null, dismissed: false },
  };
  await tx
    .repo(BulkAction)
    .insert(begun as object)
    .catch(conflictOnDuplicate('bulk-action-runs', {}));
  await tx.query(
    `insert into bulk_item (action_id, case_id, position, case_version)
     select $1, c.id, n, c.version from unnest($2::uuid[]) with ordinality as chosen(id, n) join cases c on c.id = chosen.id`,
    [begun.id, caseIds],
  );
  await scheduleBulkActions(tx, [begun.id]);
  publishBulkAction(tx, begun);
  return bulkActionStatus(tx, who, begun.id);
}

/** An agent's own text, which nobody has approved, is for one reply at a time; so is what one case says itself. */
async function assertForMany(
  tx: Tx,
  who: Principal,
  { templateId, values: filledIn = {} }: Extract<StartBulkAction['action'], { kind: 'reply' }>,
): Promise<void> {
  const { values, bind } = parameters(templateId);
  const found = await tx.query(
    `select 1 from template t where t.id = $1 and t.owner_id is null and ${visibleTemplates(who, bind)('t')}`,
    values,
  );
  if (found.length === 0) throw wrongField('action.templateId', 'no-such-template');
  assertValuesForMany(filledIn, 'action.values');
}

/** A reply is read and sent by the agent, so a macro that prepares one is for a case at a time. Throws as `seenMacro`, `invalid-request`. */
async function macroForMany(tx: Tx, who: Principal, seen: { macroId: string; macroVersion: number }): Promise<Applied> {
  const { name, acts, channels, caseTypeIds } = await seenMacro(tx, who, seen);
  if (acts.some(({ kind }) => kind === 'reply')) throw wrongField('action.macroId', 'macro-replies-one-by-one');
  return { name, acts, channels, caseTypeIds };
}

/** In the order of the list, or in that in which they were named; what the agent does not see is in neither. */
async function chosenIds(
  tx: Tx,
  who: Principal,
  { cases, limit }: { cases: BulkCases; limit: number },
): Promise<string[]> {
  if ('filter' in cases) return listedCaseIds(tx, who, { filter: cases.filter, limit });
  const { values, bind } = parameters([...new Set(cases.caseIds)]);
  const rows = await tx.query<{ id: string }>(
    `select c.id from unnest($1::uuid[]) with ordinality as named(id, n) join cases c on c.id = named.id
     where ${scope(who, 'case.read').sql('c', bind)} order by named.n limit ${limit}`,
    values,
  );
  return rows.map(({ id }) => id);
}

/** Cases are given back where nobody sees that replies wait, so these are not dropped for it. Throws `conflict`. */
async function giveWay(tx: Tx, { id: agentId }: Principal, { kind }: StartBulkAction['action']): Promise<void> {
  const [waiting] = await tx.repo(BulkAction).findBy({ agentId, state: 'ready' });
  if (waiting && kind === 'give-back') throw conflict('replies-wait-to-be-sent');
  if (waiting) await endBulkAction(tx, waiting, 'canceled');
}
