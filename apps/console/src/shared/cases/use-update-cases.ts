import type { CaseSummary, UpdateCase } from '@guichet/contracts';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { call } from '../api/client.js';
import { useProblemText } from '../i18n/use-problem-text.js';
import { requestFieldFocus, keyOfStep } from './field-focus-request.js';
import { isBeingLeft, reselectionOf, selectCases, wayBackTo } from './case-list-state.js';
import { useSession } from '../session/use-session.js';
import { endToasts } from '../feedback/shown-toasts.js';
import { toast, toastFailure, type Toast, type ToastLink } from '../feedback/toast-and-undo.js';
import { useTexts } from '../i18n/use-texts.js';
import { afterPaint } from '../layout/after-paint.js';
import { applyCaseChange, changesOf, isGiven, mayLeaveList, reverseCaseChange } from './case-change-effects.js';
import { failureLines, mayBePutRight, mayBeRetried } from './describe-failed-changes.js';
import { missingIn } from './missing-in-refusal.js';
import { changeInPane, placeCase, placeInLists, type Viewer } from './place-case.js';
import { noteReturning } from './returning-cases.js';
import { runWithConcurrencyLimit } from './run-with-concurrency-limit.js';
import { useAddCaseName } from './use-add-case-name.js';
import { useWaysOnFromRefusal } from './use-ways-on-from-refusal.js';
import { useSayIfDueMoved } from './use-say-if-due-moved.js';
import { reliefOf } from './use-end-relief.js';
import { useReliefToast } from './use-relief-toast.js';
import { useUndoResultToast } from './use-undo-result-toast.js';
import { useUndoHandover } from './use-undo-handover.js';

interface AtOnce {
  changeOf: (item: CaseSummary) => UpdateCase;
  /** The cases that the server has changed, or refused to change. */
  settled: ReadonlySet<string>;
  me: Viewer;
}

/** Shows changes that the server has not made yet. */
function showAtOnce(queryClient: QueryClient, items: readonly CaseSummary[], { changeOf, settled, me }: AtOnce): void {
  for (const item of items) {
    const changed = <T extends CaseSummary>(one: T) => applyCaseChange(one, changeOf(item), queryClient);
    if (!isBeingLeft(item)) {
      placeCase(queryClient, changed(item), me);
      continue;
    }
    // Its row goes first, and its pane is not drawn once more only to go away. What has come into that meanwhile stays.
    placeInLists(queryClient, changed(item), me);
    afterPaint(() => afterPaint(() => !settled.has(item.id) && changeInPane(queryClient, item.id, changed)));
  }
}

/** Where one case could not be closed for fields that are empty or steps that are to be done, the focus goes to the first of them. */
function askForFirstMissing([only, ...others]: readonly { item: CaseSummary; error: unknown }[]): void {
  if (!only || others.length > 0) return;
  const { field, step } = missingIn(only.error);
  const [key] = [...field, ...step.map(keyOfStep)];
  if (key) requestFieldFocus({ caseId: only.item.id, key });
}

/** Something else may be left to do with several cases that are in no list any more: the way to them, as they are `latest`. */
const wayBackToSeveral = (those: readonly CaseSummary[], latest: ReadonlyMap<string, CaseSummary>, t: TFunction) =>
  those.length > 1 && {
    link: {
      label: t('common.toast.selectThese', { count: those.length }),
      run: () => selectCases(those.map((item) => latest.get(item.id) ?? item)),
    },
  };

/** Changes a case on the server. `seen`: the version that it must have; undefined: any. */
async function saveCase(id: string, body: UpdateCase, seen: number | undefined): Promise<CaseSummary> {
  const ifMatch = seen === undefined ? null : `"${seen}"`;
  const saved = await call('updateCase', { params: { id }, body, ifMatch });
  // Whoever is given an open case by hand, be it back, is assigned cases automatically again: what says otherwise goes.
  if (saved.status === 'open' && body.assigneeId) endToasts(reliefOf(body.assigneeId));
  return saved;
}

/** Of a relief that began with a case which is back from another team, nothing is said any more. */
function endToastOfHandover({ assignee }: CaseSummary, { relieves }: UpdateCase): void {
  if (relieves && assignee) endToasts(reliefOf(assignee.id));
}

const withoutStatus = ({ status, ...others }: UpdateCase, isRestored: boolean): UpdateCase =>
  isRestored || status === undefined ? others : { status, ...others };

/** Why cases could not be changed, in lines. */
const reasonsOf = (
  failed: Parameters<typeof failureLines>[0],
  { t, wordsOf }: { t: TFunction; wordsOf: (error: unknown) => string },
) =>
  failureLines(failed, {
    wordsOf,
    labelled: (label, value) => t('common.labelled', { label, value }),
    theseCases: (count) => t('bulk.theseCases', { count }),
    cases: (count) => t('bulk.cases', { count }),
  });

interface Retried {
  label: string;
  send: (item: CaseSummary) => Promise<void>;
}

/** Sends again what may be accepted now. */
const retryOf = (again: readonly { item: CaseSummary }[], { label, send }: Retried) =>
  again.length > 0 && { retry: { label, run: () => void Promise.all(again.map(({ item }) => send(item))) } };

export interface Saying {
  said: string;
  /** When it was done, where that was a while ago: with a reply that was sent. Milliseconds. */
  doneAt?: number;
  /** For how long its toast is shown, where that is not as usual. Milliseconds. */
  shownFor?: number | undefined;
  /** The way to the case, where it is only one. */
  link?: ToastLink;
  /** What an undo does first, once the change is made. It resolves with whether the status of the cases is so restored. */
  undoFirst?: (() => Promise<boolean>) | undefined;
}

const sayingOf = (saying: string | Saying | undefined): Partial<Saying> =>
  typeof saying === 'string' ? { said: saying } : (saying ?? {});

/**
 * Changes cases at once on screen and then on the server, a few at a time. A failed change is reverted with a message;
 * a successful one can be undone from the toast (or by `z`), unless the caller, who gives no words, says it. `saidOfSome`: the words where
 * only some could be changed. Resolves with the cases that could not be changed.
 */
export function useUpdateCases() {
  const queryClient = useQueryClient();
  const { t } = useTexts();
  const problemText = useProblemText();
  const { agent } = useSession();
  const undoHandover = useUndoHandover();
  const sayIfUndone = useUndoResultToast();
  const sayWhich = useAddCaseName();
  const sayIfRelieved = useReliefToast();
  const waysOn = useWaysOnFromRefusal();
  const sayIfDueMoved = useSayIfDueMoved();

  return useCallback(
    async (
      items: readonly CaseSummary[],
      change: UpdateCase | ((item: CaseSummary) => UpdateCase),
      saying?: string | Saying,
      saidOfSome = (count: number) => t('common.toast.changedOf', { count, total: items.length }),
    ) => {
      const changeOf = typeof change === 'function' ? change : () => change;
      const { said, link, undoFirst, doneAt = Date.now(), shownFor } = sayingOf(saying);
      const reselect = reselectionOf(items);
      // Whatever is being read now was asked before this change.
      await Promise.all(items.map((item) => queryClient.cancelQueries({ queryKey: ['case', item.id] })));
      const settled = new Set<string>();
      showAtOnce(queryClient, items, { changeOf, settled, me: agent });
      // Read now: by the time that the change is undone, the case has been left.
      const left = items.find(isBeingLeft);
      const comeBack = left && wayBackTo(left);

      const failed: { item: CaseSummary; error: unknown }[] = [];
      const changedOnes = () => items.filter((item) => !failed.some((failure) => failure.item === item));
      // The server lets nobody take a case from a colleague unseen: whoever sees whose it is, names the version that they see.
      const latest = new Map(items.map((item) => [item.id, item]));
      const save = (item: CaseSummary, body: UpdateCase, isUnchanged = false) => {
        const isNamed = isUnchanged || (body.assigneeId === agent.id && item.assignee !== null);
        return saveCase(item.id, body, isNamed ? latest.get(item.id)?.version : undefined);
      };
      const send = async (item: CaseSummary) => {
        try {
          const saved = await save(item, changeOf(item));
          latest.set(item.id, saved);
          settled.add(item.id);
          placeCase(queryClient, saved, agent);
        } catch (error) {
          failed.push({ item, error });
          settled.add(item.id);
          placeCase(queryClient, item, agent);
        }
      };
      const done = runWithConcurrencyLimit(items, send);

      const aboutOf = (those: readonly CaseSummary[]) => those.flatMap((item) => changesOf(item.id, changeOf(item)));
      let isUndone = false;
      const undo = async () => {
        isUndone = true;
        let isWhole = items.length === 1;
        // At once: the next key is meant for this case.
        if (items.length === 1) comeBack?.();
        await done;
        // What was refused is no longer wanted: nothing is left to be done about it.
        aboutOf(failed.map(({ item }) => item)).forEach(endToasts);
        const changed = changedOnes();
        noteReturning(changed.map(({ id }) => id));
        const stay = await undoHandover(changed.filter((item) => isGiven(item, changeOf(item))));
        const back = changed.filter((item) => !stay.some((failure) => failure.item === item));
        back.forEach((item) => endToastOfHandover(item, changeOf(item)));
        const differ = await runWithConcurrencyLimit(back, async (item) => {
          placeCase(queryClient, item, agent);
          const hasStatus = (await undoFirst?.()) ?? false;
          // A reply that has left is not undone with the closing that was said beside it.
          if (undoFirst && !hasStatus) isWhole = false;
          const reverse = reverseCaseChange(item, withoutStatus(changeOf(item), hasStatus));
          // Who undoes many looks at none of them: what somebody has changed since stays as they have left it.
          const isCompared = items.length > 1 && !isGiven(item, changeOf(item));
          if (Object.keys(reverse).length > 0) await save(item, reverse, isCompared);
        });
        if (changed.length > 0) sayIfUndone(changed, [...stay, ...differ], { said: isWhole ? said : undefined });
        void queryClient.invalidateQueries({ queryKey: ['cases'] });
        for (const item of changed) void queryClient.invalidateQueries({ queryKey: ['case', item.id] });
      };
      const about = aboutOf(items);
      const say = (named: Pick<Toast, 'message' | 'name'>, those: readonly CaseSummary[]) =>
        toast({
          ...{ ...named, undoLabel: t('common.toast.undo'), undo, about, doneAt, shownFor },
          ...(items.length > 1 && { ofMany: those.map(({ id }) => id) }),
          ...(items.length === 1 && link && { link }),
          ...(items.some((item) => mayLeaveList(changeOf(item))) && wayBackToSeveral(those, latest, t)),
        });
      if (said) say(sayWhich(said, items), items);
      await done;

      for (const item of items) void queryClient.invalidateQueries({ queryKey: ['case', item.id] });
      void queryClient.invalidateQueries({ queryKey: ['counts'] });
      if (said) void sayIfRelieved(changedOnes(), changeOf, () => isUndone);
      if (said && failed.length === 0)
        void sayIfDueMoved(items, changeOf, (text) => say(sayWhich(said, items, text), items));
      if (failed.length === 0) return [];
      void queryClient.invalidateQueries({ queryKey: ['cases'] });
      const refused = failed.map(({ item }) => item);
      reselect(refused);
      askForFirstMissing(failed);
      // Of one case this is known before it is left.
      if (items.length > 1 && left && refused.includes(left)) comeBack?.('unless-elsewhere');
      // It was said of all of them before the server was asked.
      const changed = changedOnes();
      if (said && changed.length > 0) say({ message: saidOfSome(changed.length) }, changed);
      const again = failed.filter(mayBeRetried);
      const reasons = reasonsOf(failed, { t, wordsOf: problemText });
      const aboutFailed = aboutOf(refused);
      toastFailure(t('common.toast.failed', { count: failed.length, total: items.length }), reasons, {
        ...retryOf(again, { label: t('common.retry'), send }),
        ways: waysOn(failed.filter(mayBePutRight), again.length > 0 ? [] : aboutFailed),
        about: aboutFailed,
      });
      return refused;
    },
    [queryClient, t, problemText, agent, undoHandover, sayIfUndone, sayWhich, sayIfRelieved, waysOn, sayIfDueMoved],
  );
}
