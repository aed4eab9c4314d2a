import type { CaseDetail, CitizenSummary, MessageEntry } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { displayName } from '../../../shared/i18n/display-name.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';

/**
 * Returns a function that says that the citizen of the case has written a message, and one that takes it back. Undefined: the agent may not, or
 * the citizen has no name but the address itself.
 */
export function useNameSender(entry: MessageEntry, item: CaseDetail) {
  const { t } = useTexts();
  const may = useMay();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const set = async (citizen: CitizenSummary | null): Promise<boolean> => {
    try {
      const params = { id: item.id, entryId: entry.id };
      await call('nameSender', { params, body: { citizenId: citizen?.id ?? null } });
      return true;
    } catch (error) {
      toastFailure(t('case.otherSender.notNamed'), problemText(error));
      return false;
    } finally {
      for (const name of ['timeline', 'case', 'last-entries'] as const)
        void queryClient.invalidateQueries({ queryKey: [name, item.id] });
    }
  };
  const about = [`sender of ${entry.id}`];
  const takeBack = async () => {
    if (await set(null)) toast({ message: t('case.otherSender.takenBack'), about });
  };
  const name = async (citizen: CitizenSummary) => {
    if (!(await set(citizen))) return;
    toast({
      message: t('case.otherSender.didName', { name: displayName(citizen.name) }),
      undoLabel: t('common.toast.undo'),
      undo: async () => void (await set(null)),
      about,
    });
  };
  const mayNot = !may('case.note') || item.mergedInto !== null;
  const isNameless = item.citizen === null || item.citizen.name === entry.from?.value;
  return {
    /** That it was the citizen of the case. */
    own: mayNot || isNameless ? undefined : { text: displayName(item.citizen!.name), name: () => name(item.citizen!) },
    takeBack: mayNot ? undefined : takeBack,
  };
}
