import type { Principal } from '@guichet/access';
import {
  addNote,
  breakGlass,
  endBreakGlass,
  liftRestriction,
  linkCase,
  mergeCase,
  moveEntries,
  openCase,
  restrictCase,
  splitCase,
  updateCase,
} from '@guichet/cases';
import type { CaseStatus, Permission } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import type { Failure } from '@guichet/platform';
import { pick, type Step } from './drawn-steps.js';
import { isOpenTo, type RandomHistory } from './random-history.js';
import type { StoredCase } from './stored-rows.js';

const STATUSES: CaseStatus[] = ['open', 'waiting', 'closed', 'spam'];

/** What an agent does in a case, or in two: it is done where the model permits it, and only there. */
export async function workInCases(
  history: RandomHistory,
  { who, item, step: { act, one, other } }: { who: Principal; item: StoredCase; step: Step },
): Promise<void> {
  const { teamIds } = history.cast;
  const other_ = pick(history.rows.cases, other)!;
  const change = (wanted: Parameters<typeof updateCase>[2]['wanted']) => (tx: Tx) =>
    updateCase(tx, who, { id: item.id, wanted, expectedVersion: null });
  const mentions = history.everybody.filter((_, n) => other & (1 << n)).map(({ id }) => id);
  const entryIds = (await entriesOf(history, item.id)).filter((_, n) => (one + n) % 2 === 0);
  const teamId = pick(teamIds, other)!;
  const assigneeId = [null, who.id, pick(history.everybody, other)!.id][one % 3]!;
  const status = pick(STATUSES, other)!;
  const named = [who, pick(history.everybody, other)!].map(({ id }) => id);
  const reason = one % 4 === 0 ? undefined : 'Autre service.';
  // Who sees a case is decided by those who are named, and by nobody who has broken its glass.
  const asNamed = { ...item, openedBy: [] };
  const acts: Partial<Record<Step['act'], [Permission[], StoredCase[], (tx: Tx) => Promise<unknown>]>> = {
      open: [['case.create'], [{ ...item, teamId, assigneeId: null, restrictedTo: null }], (tx) => openCase(tx, who, { subject: `Objet ${(history.serial += 1)}o`, teamId })],
      note: [['case.note'], [item], (tx) => addNote(tx, who, { caseId: item.id, note: { text: history.text(), mentions } })],
      tag: [['case.update'], [item], change({ tags: [`tag${other % 3}`] })],
      team: [teamId === item.teamId ? ['case.update'] : ['case.update', 'case.assign'], [teamId === item.teamId ? item : asNamed], change({ teamId, reason, ...(teamId !== item.teamId && { summary: history.text() }) })],
      assign: [assigneeId === item.assigneeId ? ['case.update'] : ['case.update', 'case.assign'], [item], change({ assigneeId })],
      status: [['closed', 'spam'].includes(status) && status !== item.status ? ['case.update', 'case.close'] : ['case.update'], [item], change({ status })],
      merge: [['case.move'], [item, other_], (tx) => mergeCase(tx, who, { fromId: item.id, intoId: other_.id, reason })],
      move: [['case.move'], [item, other_], (tx) => moveEntries(tx, who, { fromId: item.id, wanted: { entryIds, intoId: other_.id, reason } })],
      link: [['case.update'], [item, other_], (tx) => linkCase(tx, who, { caseId: item.id, otherId: other_.id, accept: true })],
      restrict: [item.restrictedTo ? ['case.read'] : ['case.restrict'], [asNamed], (tx) => restrictCase(tx, who, { id: item.id, wanted: { reason: 'staff', detail: `zq${one}`, agentIds: named } })],
      lift: [['case.restrict'], [asNamed], (tx) => liftRestriction(tx, who, item.id)],
      'break-glass': [['case.break-glass'], [{ ...item, restrictedTo: null }], (tx) => breakGlass(tx, who, { id: item.id, reason: 'A knife was seen.' })],
      'end-glass': [[], [item.openedBy.includes(who.id) ? item : { ...item, restrictedTo: [], openedBy: [] }], (tx) => endBreakGlass(tx, who, item.id)],
      split: [['case.move'], [item], (tx) => splitCase(tx, who, { fromId: item.id, wanted: { entryIds } })],
    }; // prettier-ignore
  const [permissions, cases, work] = acts[act]!;
  if ((act === 'move' || act === 'split') && entryIds.length === 0) return;
  const { code, said } = await history.as(who, work).then(
    () => ({ code: 'done', said: '' }),
    (error: Failure) => ({ code: error.code ?? 'fault', said: `${error.message} ${JSON.stringify(error.more)}` }),
  );
  // Who names a case is not told of it by its refusal.
  expect(history.hiddenFrom(who.id).filter((word) => said.includes(word))).toEqual([]);
  // A case that is still to be opened is in a team, and nobody has it.
  const placed = (some: StoredCase) => (act === 'open' ? { ...some, assigneeId: null } : some);
  const may = (some: StoredCase) =>
    isOpenTo(who.id, some) && permissions.every((name) => history.permitted.inCase(who.id, name, placed(some)));
  const maySee = (some: StoredCase) => history.may(who.id, 'case.read', placed(some));
  const isRefusedAnyway = (act === 'open' && !may(cases[0]!)) || cases[0] === cases[1];
  // What leaves its sector does so with a reason alone.
  const target = { team: teamId, merge: other_.teamId, move: other_.teamId }[act as string];
  const isUnsaid = !reason && target !== undefined && history.permitted.leavesSector(item.teamId, target);
  const expected = cases.every(may)
      ? [...(isUnsaid ? [] : ['done']), 'conflict', 'invalid-request', 'case-changed']
      : // A merged case that they may see is refused for that; one that is its own target, or a team that is not theirs, as a field.
        ['not-found', 'not-permitted', ...(cases.some(maySee) ? ['conflict'] : []), ...(isRefusedAnyway ? ['invalid-request'] : [])]; // prettier-ignore
  expect({ act, code, isExpected: expected.includes(code) }).toEqual({ act, code, isExpected: true });
}

async function entriesOf(history: RandomHistory, caseId: string): Promise<string[]> {
  const rows = await history.cast.town.database.query<{ id: string }>(
    `select id from timeline_entry where case_id = $1 and kind <> 'activity' order by position`,
    [caseId],
  );
  return rows.map(({ id }) => id);
}
