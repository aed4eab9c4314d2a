import { useSession } from '../../shared/session/use-session.js';
import { toast } from '../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useChanges } from '../../shared/live/use-live-connection.js';
import { useOpenCaseOfUnsent } from '../../shared/outbox/use-open-case-of-unsent.js';

/** Says where the words are that leave the composer with a merge that is undone. */
export function useDraftGoneBack(caseId: string): void {
  const { t } = useTexts();
  const { agent } = useSession();
  const openCase = useOpenCaseOfUnsent();
  useChanges((changes) => {
    for (const change of changes) {
      if (change.type !== 'draft.changed' || change.caseId !== caseId || change.data.agentId !== agent.id) continue;
      const { goneBackTo, mode } = change.data;
      if (!goneBackTo) continue;
      toast({
        message: t(`composer.goneBack.${mode}`, { reference: goneBackTo.reference }),
        link: { label: t('common.unsent.openCase'), run: () => openCase(goneBackTo.caseId) },
      });
    }
  });
}
