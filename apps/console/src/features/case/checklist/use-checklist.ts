import type { CaseDetail, CaseStep } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';
import { caseQuery } from '../../../shared/api/queries.js';
import { useAddCaseName } from '../../../shared/cases/use-add-case-name.js';
import { useStepOrFieldProblemText } from '../use-step-or-field-problem-text.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useSession } from '../../../shared/session/use-session.js';
import { isOwnChange, movedStep, pendingTicks, withPending } from './pending-ticks-and-step-order.js';

export interface Checklist {
  /** With the ticks that are still on their way. */
  steps: CaseStep[];
  tick: (step: CaseStep, done: boolean) => void;
  /** These return whether it was done. */
  add: (label: string) => Promise<boolean>;
  rename: (step: CaseStep, label: string) => Promise<boolean>;
  move: (step: CaseStep, by: -1 | 1) => Promise<boolean>;
  remove: (step: CaseStep) => Promise<boolean>;
}

/** The checklist of a case, and what can be done with it. What is refused is said, and taken back on screen. */
export function useChecklist(item: CaseDetail): Checklist {
  const { id: caseId, steps } = item;
  const { t, i18n } = useTranslation();
  const queryClient = useQueryClient();
  const { agent } = useSession();
  const problemText = useStepOrFieldProblemText();
  const sayWhich = useAddCaseName();
  const [pending, change] = useReducer(pendingTicks, {});
  const nameOf = ({ label }: CaseStep) => label[shownLanguage(i18n)];
  const at = new Date().toISOString();

  const doing = async (title: string, work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      toastFailure(title, problemText(error));
      return false;
    } finally {
      await queryClient.invalidateQueries({ queryKey: ['case', caseId] });
    }
  };
  const send = async (step: CaseStep, done: boolean): Promise<boolean> => {
    change({ type: 'asked', id: step.id, done });
    const params = { id: caseId, stepId: step.id };
    const isDone = await doing(nameOf(step), () => call('updateCaseStep', { params, body: { done } }));
    change({ type: 'settled', id: step.id, done });
    return isDone;
  };
  const tick = async (step: CaseStep, done: boolean) => {
    const before = steps.find(({ id }) => id === step.id) ?? step;
    if (!(await send(step, done))) return;
    const read = queryClient.getQueryData(caseQuery(caseId).queryKey);
    const after = read?.data.steps.find(({ id }) => id === step.id);
    toast({
      ...sayWhich(t(done ? 'case.checklist.ticked' : 'case.checklist.unticked', { label: nameOf(step) }), [item]),
      ...(isOwnChange(before, after, agent.id) && {
        undoLabel: t('common.toast.undo'),
        undo: async () => void (await send(step, !done)),
      }),
      about: [`step ${step.id} of ${caseId}`],
    });
  };
  const add = (label: string) => doing(label, () => call('addCaseStep', { params: { id: caseId }, body: { label } }));
  const of = (step: CaseStep) => ({ id: caseId, stepId: step.id });
  return {
    steps: withPending(steps, pending, { at, by: { id: agent.id, name: agent.name } }),
    tick: (step, done) => void tick(step, done),
    add,
    rename: (step, label) => doing(nameOf(step), () => call('updateCaseStep', { params: of(step), body: { label } })),
    move: async (step, by) => {
      const ids = movedStep(steps, step.id, by);
      if (ids === undefined) return false;
      return doing(nameOf(step), () => call('orderCaseSteps', { params: { id: caseId }, body: { ids } }));
    },
    remove: async (step) => {
      const isGone = await doing(nameOf(step), () => call('removeCaseStep', { params: of(step) }));
      // A key is pressed by mistake more easily than a menu is opened. Who had done the step cannot be brought back.
      if (isGone)
        toast({
          ...sayWhich(t('case.checklist.removed', { label: nameOf(step) }), [item]),
          undoLabel: t('common.toast.undo'),
          undo: async () => void (await add(nameOf(step))),
          about: [`step ${step.id} of ${caseId}`],
        });
      return isGone;
    },
  };
}
