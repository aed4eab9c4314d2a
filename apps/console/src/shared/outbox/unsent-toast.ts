import type { CaseDetail, DraftMode } from '@guichet/contracts';
import i18next from 'i18next';
import { endToasts } from '../feedback/shown-toasts.js';
import { toastFailure } from '../feedback/toast-and-undo.js';
import { displayName } from '../i18n/display-name.js';

const unsentIn = (caseId: string, mode: DraftMode) => `unsent ${mode} ${caseId}`;

interface Unsent {
  caseId: string;
  /** What is known of the case; undefined: nothing. */
  item: Pick<CaseDetail, 'reference' | 'citizen'> | undefined;
  mode: DraftMode;
  reason: string;
  openCase: (caseId: string) => void;
}

/**
 * Says that a reply or a note was not sent: in which case, and the way there, as whoever has sent it may be in another one by then. It stays
 * until it is dismissed, or the words are sent after all.
 */
export function toastUnsent({ caseId, item, mode, reason, openCase }: Unsent): void {
  const name = [item?.citizen && displayName(item.citizen.name), item?.reference].filter(Boolean).join(' · ');
  toastFailure(i18next.t(`common.unsent.${mode}`), [name, reason].filter(Boolean).join('\n'), {
    retry: { label: i18next.t('common.unsent.openCase'), run: () => openCase(caseId) },
    about: [unsentIn(caseId, mode)],
  });
}

/** What could not be sent was sent after all. */
export const endUnsentToast = (caseId: string, mode: DraftMode): void => endToasts(unsentIn(caseId, mode));
