import type { CaseDetail, MacroPreview, MacroRun, MacroStep } from '@guichet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { requestTemplateInsert } from '../../../shared/cases/template-insert-request.js';
import { useAddCaseName } from '../../../shared/cases/use-add-case-name.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { noteRouted } from '../../../shared/live/why-cases-left.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** The team to which rules have moved the case by what the macro filled in; null: none. */
const teamByRules = (steps: readonly MacroStep[]): string | null =>
  steps
    .flatMap(({ activities }) => activities.flatMap((one) => (one.type === 'routed' ? one.team : null)))
    .find(Boolean) ?? null;

/** Returns the mutation that applies a macro to the version of a case that the preview has shown. It can be undone from the toast. */
export function useApplyMacro(item: CaseDetail, onDone: () => void) {
  const { id, reference } = item;
  const queryClient = useQueryClient();
  const { t } = useTexts();
  const problemText = useProblemText();
  const sayWhich = useAddCaseName();
  const [attempt] = useState(() => crypto.randomUUID());
  const refresh = () => {
    for (const key of ['case', 'timeline', 'macro-preview'] as const)
      void queryClient.invalidateQueries({ queryKey: [key, id] });
    for (const key of ['cases', 'counts', 'macros'] as const) void queryClient.invalidateQueries({ queryKey: [key] });
  };
  const undo = async (runId: string, { said, hasNote }: { said: string; hasNote: boolean }) => {
    try {
      await call('undoMacro', { params: { id }, body: { runId }, idempotencyKey: undefined });
      const undone = sayWhich(t('common.toast.undoneThis', { said }), [item]);
      // Colleagues may have read the note, and somebody may have been notified of it.
      toast(hasNote ? { message: t('macros.undoneButNote') } : undone);
    } catch (error) {
      toastFailure(t('common.toast.notUndone', { reference }), problemText(error));
    }
    refresh();
  };

  return useMutation({
    mutationFn: ({ macro, version }: MacroPreview): Promise<MacroRun> =>
      call('applyMacro', {
        params: { id },
        body: { macroId: macro.id, macroVersion: macro.version },
        ifMatch: `"${version}"`,
        // By the same key whatever version is shown by then: an answer may have been lost, not what was done.
        idempotencyKey: attempt,
      }),
    onSuccess: ({ id: runId, steps, templateId }, { macro }) => {
      onDone();
      const said = t('macros.applied', { name: macro.name });
      const team = teamByRules(steps);
      if (team !== null) noteRouted(id, team);
      toast({
        ...(team === null ? sayWhich(said, [item]) : { message: t('case.fields.routed', { said, team }) }),
        ...(runId && {
          undoLabel: t('common.toast.undo'),
          undo: () => void undo(runId, { said, hasNote: macro.acts.some(({ kind }) => kind === 'note') }),
        }),
        about: [`${id} macro`],
      });
      if (templateId) requestTemplateInsert({ caseId: id, templateId });
    },
    onSettled: refresh,
  });
}
