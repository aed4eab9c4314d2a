import type { Principal } from '@guichet/access';
import { setCaseFields } from '@guichet/cases';
import type { RuleAction, SetCaseFields } from '@guichet/contracts';
import { Case, type Tx } from '@guichet/database';
import { rerouteCase, rulesAskingFor } from '@guichet/routing';
import { applyRoutingToCase } from './apply-routing-to-case.js';

/**
 * Fills in fields of a case as agents do by hand, also to take back what they have just filled in; then rules that ask for one of them
 * route it. Returns whether one has moved the case to another team: the agent may have lost sight of it by that.
 *
 * @throws Failure as `setCaseFields`
 */
export async function setFieldsAndRouteCase(
  tx: Tx,
  who: Principal,
  { caseId, changes }: { caseId: string } & SetCaseFields,
): Promise<boolean> {
  const fieldIds = await setCaseFields(tx, who, { caseId, changes });
  return routeByFields(tx, { caseId, fieldIds });
}

/**
 * Applies the rules that ask for one of these fields to a case, which is locked. What they do sets no field, so no rule follows from it.
 * `decided`: what whoever filled them in has said in the same breath, so that no rule says otherwise; `isOneOfMany`: as for `updateCase`.
 * Returns whether the case has another team by that.
 */
export async function routeByFields(
  tx: Tx,
  {
    caseId,
    fieldIds,
    decided = [],
    isOneOfMany = false,
  }: { caseId: string; fieldIds: readonly string[]; decided?: readonly RuleAction['do'][]; isOneOfMany?: boolean },
): Promise<boolean> {
  if (fieldIds.length === 0) return false;
  const rules = await rulesAskingFor(tx, fieldIds);
  if (rules.length === 0) return false;
  const item = await tx.repo(Case).findOneByOrFail({ id: caseId });
  const routed = await rerouteCase(tx, item, { rules, decided });
  return routed !== null && applyRoutingToCase(tx, item, { ...routed, isOneOfMany });
}
