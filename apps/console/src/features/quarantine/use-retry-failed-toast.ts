import type { QuarantinedEnvelope } from '@guichet/contracts';
import { useEffect } from 'react';
import { toastFailure } from '../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import type { QuarantineDecisions } from './use-quarantine-decisions.js';

/** Says of messages that were tried again and are back in the list that they have failed again, and why. */
export function useRetryFailedToast(
  items: readonly QuarantinedEnvelope[],
  { replayed, forgetReplayed }: Pick<QuarantineDecisions, 'replayed' | 'forgetReplayed'>,
): void {
  const { t } = useTexts();
  useEffect(() => {
    const failed = items.filter(({ id }) => replayed.includes(id));
    if (failed.length === 0) return;
    forgetReplayed(failed.map(({ id }) => id));
    for (const { subject, reason, detail } of failed)
      toastFailure(
        t('quarantine.replayFailed', { subject: subject || t('common.noSubject') }),
        [t(`quarantine.reason.${reason}`), detail].filter(Boolean).join('\n'),
      );
  }, [items, replayed, forgetReplayed, t]);
}
