import { caseFor } from '@guichet/access';
import type { MacroAct } from '@guichet/contracts';
import type { BulkItem, Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { assertFor, turnOf } from '../macros/preview-apply-undo-macro.js';
import { runActs } from '../macros/run-acts.js';
import type { Turn } from './bulk-context.js';
import { refuseTaking, refuseUnseen } from './change-or-restore-in-bulk.js';

/**
 * Job: applies a macro to one case, as its agent would by hand.
 *
 * @throws Failure as `applyMacro`; `conflict` for a case that a colleague has; `case-changed` where it would be put out of sight with a
 *   message of which its agent does not know
 */
export async function applyMacroToOne(
  tx: Tx,
  { who, action: { macro }, item: { caseId, caseVersion } }: Turn,
): Promise<Partial<BulkItem>> {
  if (!macro) throw new Failure('not-found');
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.update' });
  assertFor(macro, item);
  if (macro.acts.some((act) => act.kind === 'assign' && (act.to === 'me' || act.to === who.id)))
    await refuseTaking(tx, who, item);
  if (macro.acts.some(putsAway)) await refuseUnseen(tx, caseId, caseVersion);
  const turn = { ...turnOf(tx, who, { caseId, macro }), isOneOfMany: true };
  const { steps, changes } = await runActs(turn, macro.acts);
  return steps.some(({ state }) => state === 'changes') ? { state: 'done', changes } : { state: 'unchanged' };
}

const putsAway = (act: MacroAct): boolean => act.kind === 'snooze' || (act.kind === 'status' && act.to === 'closed');
