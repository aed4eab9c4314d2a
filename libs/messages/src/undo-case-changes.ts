import { caseFor, type Principal } from '@guichet/access';
import { followCase, setCaseFields, stepsOfCase, undoHandover, updateCase, updateCaseStep } from '@guichet/cases';
import { CaseFieldOfCase, CaseStatus, Priority, type UpdateCase } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { conflict, Failure } from '@guichet/platform';
import { z } from 'zod';

const change = <Value extends z.ZodType>(value: Value) => z.object({ from: value, to: value }).optional();
const Value = CaseFieldOfCase.shape.value;

/** What several acts at once have changed in a case: each field as it was and as it is since. */
export const CaseChanges = z.object({
  status: change(CaseStatus),
  snoozeUntil: change(z.string().nullable()),
  teamId: change(z.string()),
  assigneeId: change(z.string().nullable()),
  caseTypeId: change(z.string().nullable()),
  priority: change(Priority),
  tags: change(z.array(z.string())),
  /** Fields of its case type. */
  fields: z.array(z.object({ key: z.string(), from: Value, to: Value })).optional(),
  /** Steps that were ticked. */
  steps: z.array(z.string()).optional(),
  /** True: its agent follows it since. */
  followed: z.literal(true).optional(),
  /** The version of the case that has them. Absent in those that were made before it was kept. */
  version: z.int().optional(),
});
export type CaseChanges = z.infer<typeof CaseChanges>;
export type ChangedField = Exclude<keyof CaseChanges, 'fields' | 'steps' | 'followed' | 'version'>;
type Held = Record<ChangedField, unknown>;

export const heldBy = (item: Case): Held => ({
  status: item.status,
  snoozeUntil: item.snoozeUntil?.toISOString() ?? null,
  teamId: item.teamId,
  assigneeId: item.assigneeId,
  caseTypeId: item.caseTypeId,
  priority: item.priority,
  tags: item.tags,
});

export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Returns changes with the version of the case by which it is known what came later; nothing was changed where there are none. */
export async function atPresentVersion(tx: Tx, caseId: string, changes: CaseChanges): Promise<CaseChanges> {
  if (Object.keys(changes).length === 0) return changes;
  const [row] = await tx.query<{ version: number }>(`select version from cases where id = $1`, [caseId]);
  return { ...changes, version: row!.version };
}

/** Those of the fields that differ. */
export function changesBetween(before: Held, now: Held, fields: readonly ChangedField[]): CaseChanges {
  const changed = fields.filter((field) => !isSame(before[field], now[field]));
  return Object.fromEntries(changed.map((field) => [field, { from: before[field], to: now[field] }])) as CaseChanges;
}

/**
 * Gives a case back what was changed in it. One that went to another team is taken back from it, as one that was given alone; `since`: from
 * when on it can have been given away.
 *
 * @throws Failure as `updateCase`, `setCaseFields`, `updateCaseStep` and `undoHandover`; `conflict` (`undo-late`) where something of it has been changed since
 */
export async function restoreChanges(
  tx: Tx,
  who: Principal,
  { id, changes, since }: { id: string; changes: CaseChanges; since: Date },
): Promise<void> {
  const { teamId, fields, steps = [], followed, version: _, ...rest } = changes;
  await refuseChangedAgain(tx, id, changes);
  if (teamId) await undoHandover(tx, who, { id, since });
  const item = await caseFor(tx, who, { id, permission: 'case.update' });
  // The last handover may be a later one, which gave the case from elsewhere.
  if (teamId && item.teamId !== teamId.from) throw conflict('undo-late');
  // Its assignee has come back with it, and so has its type, unless that was set before it went.
  const left = teamId ? stillChanged(item, rest) : rest;
  refuseLater(item, left);
  const { caseTypeId, status, ...others } = reverse(item, left, tx.now);
  const ofType = caseTypeId === undefined ? {} : { caseTypeId };
  const isClosedAgain = status === 'closed';
  const undo = true;
  const first = { ...others, ...(!isClosedAgain && status && { status }), ...(!fields && ofType), undo } as const;
  // That nobody else has got it since was asked above, so whoever gave it away takes it back by the version that they have seen.
  await updateCase(tx, who, { id, wanted: first, expectedVersion: item.version, isOneOfMany: true });
  // The fields are those of the type that the case has until now.
  if (fields) {
    const back = fields.map(({ key, from, to }) => ({ key, value: from, was: to }));
    // What is undone is no decision of its own, so no rule follows from it.
    await setCaseFields(tx, who, { caseId: id, changes: back }).catch(asLate);
    await updateCase(tx, who, { id, wanted: ofType, isOneOfMany: true });
  }
  // It is closed again once it has its own type, which says what closing asks for.
  if (isClosedAgain) await updateCase(tx, who, { id, wanted: { status, undo }, isOneOfMany: true });
  if (steps.length > 0) await untick(tx, who, { caseId: id, steps });
  if (followed) await followCase(tx, who, { caseId: id, follows: false });
}

/** Takes the ticks back. Throws as `updateCaseStep`, and `undo-late` where the case has a step no more, or it is to be done again already. */
async function untick(
  tx: Tx,
  who: Principal,
  { caseId, steps }: { caseId: string; steps: readonly string[] },
): Promise<void> {
  const present = await stepsOfCase(tx, caseId);
  if (!steps.every((stepId) => present.find(({ id }) => id === stepId)?.done)) throw conflict('undo-late');
  for (const stepId of steps) await updateCaseStep(tx, who, { caseId, stepId, wanted: { done: false } });
}

/** Throws `undo-late` where a field has another value since, or the case a type without it, else the error itself. */
function asLate(error: unknown): never {
  if (!(error instanceof Failure)) throw error;
  const { reason, errors = [] } = error.more;
  const isGone = errors.some((one) => one.reason === 'no-such-case-field');
  throw isGone || reason === 'case-field-changed' ? conflict('undo-late') : error;
}

type Restored = Omit<CaseChanges, 'teamId' | 'fields' | 'steps' | 'followed' | 'version'>;

function stillChanged(item: Case, changes: Restored): Restored {
  const now = heldBy(item);
  return Object.fromEntries(
    Object.entries(changes).filter(([field, both]) => both && !isSame(both.from, now[field as ChangedField])),
  ) as Restored;
}

/** By which activity the timeline says that a field was changed. */
const ACTIVITIES = {
  ...{ status: 'status', snoozeUntil: 'status', assigneeId: 'assigned' },
  ...{ caseTypeId: 'case-type', priority: 'priority' },
} as const satisfies Partial<Record<ChangedField, string>>;

/**
 * What was changed since and is again as it was left is somebody's decision, too. Of a case that went to another team, the handover asks that
 * for what it takes back. Throws `undo-late`. Index `timeline_entry_position`.
 */
async function refuseChangedAgain(
  tx: Tx,
  id: string,
  { version, fields, steps = [], ...changes }: CaseChanges,
): Promise<void> {
  if (version === undefined) return;
  const ofHandover: readonly string[] = changes.teamId ? ['assigneeId', 'caseTypeId'] : [];
  const types = Object.entries(ACTIVITIES)
    .filter(([field]) => field in changes && !ofHandover.includes(field))
    .map(([, type]) => type);
  const keys = fields?.map(({ key }) => key) ?? [];
  const later = await tx.query(
    `select 1 from timeline_entry where case_id = $1 and from_case_id is null and kind = 'activity' and case_version > $2
       and (data ->> 'type' = any($3::text[]) or data ->> 'type' = 'step' and data ->> 'stepId' = any($5::text[]) or data ->> 'type' = 'fields' and exists (
         select 1 from jsonb_array_elements(data -> 'changes') one join case_field f on f.id = (one ->> 'fieldId')::uuid
         join cases c on c.id = case_id and c.case_type_id = f.case_type_id where f.key = any($4::text[]))) limit 1`,
    [id, version, types, keys, steps],
  );
  if (later.length > 0) throw conflict('undo-late');
}

/** Tags are added and removed one by one: others may have come since. */
function refuseLater(item: Case, { tags: _, ...changes }: Restored): void {
  const now = heldBy(item);
  const isLater = Object.entries(changes).some(([field, both]) => both && !isSame(both.to, now[field as ChangedField]));
  if (isLater) throw conflict('undo-late');
}

function reverse(item: Case, changes: Restored, now: Date): UpdateCase {
  const { assigneeId, caseTypeId, priority, tags } = changes;
  return {
    ...statusBefore(item, changes, now),
    ...(assigneeId && { assigneeId: assigneeId.from }),
    ...(caseTypeId && { caseTypeId: caseTypeId.from }),
    ...(priority && { priority: priority.from }),
    ...(tags && { tags: tagsBefore(item, tags) }),
  };
}

/** A case that was to sleep until a time that has passed meanwhile would be awake by now. */
function statusBefore(item: Case, { status, snoozeUntil }: Restored, now: Date): UpdateCase {
  if (!status && !snoozeUntil) return {};
  const before = status?.from ?? item.status;
  if (before !== 'snoozed') return { status: before };
  const until = snoozeUntil?.from;
  return until && Date.parse(until) > now.getTime() ? { status: before, snoozeUntil: until } : { status: 'open' };
}

function tagsBefore({ tags: now }: Case, { from, to }: { from: string[]; to: string[] }): string[] {
  const kept = now.filter((tag) => from.includes(tag) || !to.includes(tag));
  return [...new Set([...kept, ...from.filter((tag) => !to.includes(tag))])];
}
