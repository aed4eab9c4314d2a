import { scope } from '@guichet/access';
import type { MacroAct, MacroActKind, MacroStep, RuleAction } from '@guichet/contracts';
import { Case } from '@guichet/database';
import { conflict } from '@guichet/platform';
import { PLACING } from '@guichet/routing';
import {
  atPresentVersion,
  changesBetween,
  heldBy,
  isSame,
  type CaseChanges,
  type ChangedField,
} from '../undo-case-changes.js';
import { routeByFields } from '../route-by-fields.js';
import type { MacroTurn } from './do-macro-act.js';
import { targetsOf } from './targets.queries.js';
import { MacroActAttempt, withActivities, type OnRefusal, type Tried } from './attempt-macro-acts.js';

/**
 * The order in which acts are done, whatever their order in the macro: the fields that its new type has are filled in before the case is
 * closed, and it is given away last, when its agent may lose sight of it.
 */
const PLACE: Record<MacroActKind, number> = {
  ...{ 'case-type': 1, field: 2, tags: 3, priority: 4, note: 5, follow: 6 },
  ...{ reply: 7, status: 8, snooze: 9, team: 10, assign: 11 },
};

export interface ActsDone {
  /** Of each act, in the order of the macro. What rules do by fields stands with the last one that was filled in. */
  steps: MacroStep[];
  /** What can be undone; null: nothing, as a rule has moved the case to where its agent does not see it. */
  changes: CaseChanges | null;
}

/**
 * Does the acts of a macro to a case, each by the verb that agents have for it.
 *
 * @throws Failure as the verbs, `conflict` (`macro-target-gone`) for an act whose target is not in use any more
 */
export async function runActs(
  turn: MacroTurn,
  acts: readonly MacroAct[],
  onRefusal: OnRefusal = 'throw',
): Promise<ActsDone> {
  const trial = new MacroActAttempt(turn, onRefusal, await assertInUse(turn, acts));
  const inOrder = acts.toSorted((one, other) => PLACE[one.kind] - PLACE[other.kind]);
  const tried: Tried[number][] = [];
  const before = await heldNow(turn);
  const [giving, others] = givingAndOthers(inOrder);
  for (const act of others) tried.push(...(await trial.one(act)));
  const between = await heldNow(turn);
  if (giving.length > 0) tried.push(...(await trial.together(giving)));
  const given = await heldNow(turn);
  const { result: isMoved, activities } = await withActivities(turn, () =>
    routeByFields(turn.tx, {
      caseId: turn.caseId,
      fieldIds: filledBy(tried),
      decided: acts.flatMap(({ kind }) => NOT_BY_RULES[kind]),
      isOneOfMany: turn.isOneOfMany,
    }),
  );
  const last = tried.findLast(isFilled);
  const stepOf = ({ act, step }: Tried[number]) =>
    act === last?.act ? { ...step, activities: [...step.activities, ...activities] } : step;
  const steps = new Map(tried.map((one) => [one.act, stepOf(one)]));
  const changes: CaseChanges = {
    ...changesBetween(before, between, decidedBy(others)),
    ...changesBetween(between, given, decidedBy(giving)),
    ...fieldsOf(tried),
    ...(tried.some(({ done }) => done.followed) && { followed: true }),
  };
  const isOutOfSight = isMoved && !(await isInReach(turn));
  return {
    steps: acts.flatMap((act) => steps.get(act) ?? []),
    changes: isOutOfSight ? null : await atPresentVersion(turn.tx, turn.caseId, changes),
  };
}

async function assertInUse({ tx, who }: MacroTurn, acts: readonly MacroAct[]): Promise<(act: MacroAct) => void> {
  const targetOf = await targetsOf(tx, who, acts);
  return (act) => {
    const { gone, name } = targetOf(act);
    if (gone) throw conflict('macro-target-gone', { name: name?.[who.language ?? 'fr'] ?? '–' });
  };
}

/**
 * Those that are done by one update, at the end, and the others. A type that only the new team has goes with the case to it, unless fields
 * of the type are set, which is done by whoever still sees the case.
 */
function givingAndOthers(acts: readonly MacroAct[]): [giving: MacroAct[], others: MacroAct[]] {
  const has = (kind: MacroActKind) => acts.some((act) => act.kind === kind);
  const givesType = has('team') && !has('field');
  const isGiving = ({ kind }: MacroAct) => kind === 'team' || kind === 'assign' || (kind === 'case-type' && givesType);
  return [acts.filter(isGiving), acts.filter((act) => !isGiving(act))];
}

const DECIDED: Record<MacroActKind, readonly ChangedField[]> = {
  status: ['status', 'snoozeUntil'],
  snooze: ['status', 'snoozeUntil'],
  'case-type': ['caseTypeId'],
  priority: ['priority'],
  tags: ['tags'],
  team: ['teamId', 'assigneeId'],
  assign: ['assigneeId'],
  ...{ field: [], note: [], reply: [], follow: [] },
};

/** The fields that are the acts' own doing. What followed from them by itself, as by rules, is not undone with them. */
const decidedBy = (acts: readonly MacroAct[]): ChangedField[] => [
  ...new Set(acts.flatMap(({ kind }) => DECIDED[kind])),
];

/** Whether whoever has acted on the case may still change it: a rule may have moved it. */
export const isInReach = async ({ tx, who, caseId: id }: Pick<MacroTurn, 'tx' | 'who' | 'caseId'>): Promise<boolean> =>
  scope(who, 'case.update').admits(await tx.repo(Case).findOneByOrFail({ id }));

const heldNow = async ({ tx, caseId: id }: MacroTurn) => heldBy(await tx.repo(Case).findOneByOrFail({ id }));

/**
 * What acts decide in place of rules: whoever says for whom a case is, what it is about or how urgent, wants no rule to say otherwise. It
 * could not be undone either, as what a rule has changed since is no more what the macro has left.
 */
const NOT_BY_RULES: Record<MacroActKind, readonly RuleAction['do'][]> = {
  team: PLACING,
  assign: PLACING,
  'case-type': ['caseType'],
  priority: ['priority'],
  ...{ status: [], snooze: [], tags: [], field: [], note: [], reply: [], follow: [] },
};

/** Rules that ask for these fields are applied once all acts are done: one of them may move the case to where its agent does not see it. */
const filledBy = (tried: Tried): string[] =>
  tried.filter(isFilled).flatMap(({ act }) => (act.kind === 'field' ? [act.fieldId] : []));

const isFilled = ({ done: { field } }: Tried[number]): boolean =>
  field !== undefined && field.to !== null && !isSame(field.from, field.to);

function fieldsOf(tried: Tried): Pick<CaseChanges, 'fields'> {
  const fields = tried.flatMap(({ done: { field } }) => (field && !isSame(field.from, field.to) ? [field] : []));
  return fields.length > 0 ? { fields } : {};
}
