import { caseFor, type Principal } from '@guichet/access';
import { macroLimits, type MacroPreview, type MacroRun as MacroRunShape } from '@guichet/contracts';
import { MacroRun, type Case, type Tx } from '@guichet/database';
import { conflict, Failure, newId } from '@guichet/platform';
import { CaseChanges, restoreChanges } from '../undo-case-changes.js';
import { refusalOf } from '../refusal-from-failure.js';
import type { MacroTurn } from './do-macro-act.js';
import { listedMacro, seenMacro, type Applied } from './macros.queries.js';
import { runActs } from './run-acts.js';

interface ToCase {
  caseId: string;
  macroId: string;
}

/** `macroVersion`, `expectedVersion`: of the macro and of the case, as the agent has seen them; null: any version of the case. */
interface Seen extends ToCase {
  macroVersion: number;
  expectedVersion: number | null;
}

/** Thrown so that nothing is written, with what would have been done. */
export class NotApplied extends Error {
  constructor(readonly preview: MacroPreview) {
    super('The macro was only tried.');
  }
}

/**
 * Tries a macro at a case, act by act, as it would be done now.
 *
 * @throws `NotApplied` with what each act would do; Failure `not-found`, `not-permitted`, `conflict` for a case that was merged
 */
export async function previewMacro(tx: Tx, who: Principal, { caseId, macroId }: ToCase): Promise<never> {
  const macro = await listedMacro(tx, who, macroId);
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.update' });
  const { version } = item;
  const misfit = misfitOf(macro, item);
  if (misfit) throw new NotApplied({ refusal: refusalOf(misfit), steps: [], macro, version });
  const turn = { ...turnOf(tx, who, { caseId, macro }), takesOver: true };
  const { steps } = await runActs(turn, macro.acts, 'list');
  throw new NotApplied({ refusal: null, steps, macro, version });
}

/**
 * Applies a macro to a case: all of its acts, or none. Each stands in the timeline as if done by hand, with the name of the macro.
 * To take a case from a colleague, `expectedVersion` is needed.
 *
 * @throws Failure as the verbs of its acts; `not-found` for a macro that the agent has not; `case-changed`; `conflict`
 *   (`macro-changed`), (`macro-not-for-case`) for a case that it is not for, (`macro-target-gone`) for an act whose target is not in use any more
 */
export async function applyMacro(
  tx: Tx,
  who: Principal,
  { expectedVersion, caseId, macroId, macroVersion }: Seen,
): Promise<MacroRunShape> {
  const macro = await seenMacro(tx, who, { macroId, macroVersion });
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.update' });
  if (expectedVersion !== null && expectedVersion !== item.version)
    throw new Failure('case-changed', { data: { version: item.version } });
  assertFor(macro, item);
  const turn = { ...turnOf(tx, who, { caseId, macro }), takesOver: expectedVersion !== null };
  const { steps, changes } = await runActs(turn, macro.acts);
  const reply = macro.acts.find((act) => act.kind === 'reply');
  return { id: await keepRun(tx, who, { caseId, changes }), steps, templateId: reply?.templateId ?? null };
}

/**
 * Gives a case back all that a macro has changed in it; a note that it wrote stays, as notes do.
 *
 * @throws Failure `not-found` for what the agent has not applied to this case, `conflict`: `undone-already`, and `undo-late` after an hour
 *   or where something of it has been changed since
 */
export async function undoMacro(
  tx: Tx,
  who: Principal,
  { caseId, runId: id }: { caseId: string; runId: string },
): Promise<void> {
  const run = await tx
    .repo(MacroRun)
    .findOne({ where: { id, caseId, agentId: who.id }, lock: { mode: 'pessimistic_write' } });
  if (!run) throw new Failure('not-found');
  if (run.undoneAt) throw conflict('undone-already');
  if (run.at.getTime() + macroLimits.undoMinutes * 60_000 < tx.now.getTime()) throw conflict('undo-late');
  await restoreChanges(tx, who, { id: caseId, changes: CaseChanges.parse(run.changes), since: run.at });
  await tx.repo(MacroRun).update({ id }, { undoneAt: tx.now });
}

/** Throws Failure `conflict` (`macro-not-for-case`). */
export function assertFor(macro: Applied, item: Case): void {
  const misfit = misfitOf(macro, item);
  if (misfit) throw misfit;
}

function misfitOf({ channels, caseTypeIds }: Applied, item: Case): Failure | undefined {
  const isOfChannel = channels.length === 0 || item.channels.some((kind) => channels.includes(kind));
  const isOfType = caseTypeIds.length === 0 || (item.caseTypeId !== null && caseTypeIds.includes(item.caseTypeId));
  return isOfChannel && isOfType ? undefined : conflict('macro-not-for-case');
}

/** A macro at a case, for which its agent names no version. */
export const turnOf = (
  tx: Tx,
  who: Principal,
  { caseId, macro: { name } }: { caseId: string; macro: Pick<Applied, 'name'> },
): MacroTurn => ({ tx, who: { ...who, macro: name }, caseId, takesOver: false, isOneOfMany: false });

/** Returns the id by which it can be undone; null: nothing has changed, or nothing that its agent still sees. */
async function keepRun(
  tx: Tx,
  who: Principal,
  { caseId, changes }: { caseId: string; changes: CaseChanges | null },
): Promise<string | null> {
  if (!changes || Object.keys(changes).length === 0) return null;
  const id = newId();
  await tx.repo(MacroRun).insert({ id, caseId, agentId: who.id, at: tx.now, changes, undoneAt: null });
  return id;
}
