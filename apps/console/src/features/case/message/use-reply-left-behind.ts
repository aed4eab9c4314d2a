import type { CaseSummary, Entry } from '@guichet/contracts';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useDrafts } from '../../../shared/drafts/agent-drafts.js';
import { endToasts, toast } from '../../../shared/feedback/toast-and-undo.js';
import { awaitField } from '../../../shared/keyboard/shortcut-listener.js';
import { isUndoable } from '../../../shared/outbox/last-scheduled-reply.js';
import { isUndoneWithClosing, toastOfReplyIn } from '../../../shared/outbox/replies-taken-back.js';
import { useTakeBackReply, type UnsentReply } from './use-take-back-reply.js';

/** With less time left nobody reads an offer. Milliseconds. */
const SHORTEST = 1_000;

/** How long a reply can still be taken back, in milliseconds; undefined: it is not known yet. */
const timeLeft = ({ scheduled }: UnsentReply): number | undefined => {
  if (!scheduled) return undefined;
  return isUndoable(scheduled) ? Date.parse(scheduled.delivery!.dueAt!) - Date.now() : 0;
};

/**
 * Offers to take back the reply of a case that the agent leaves while that can still be done: at their next case they would look for it in
 * vain. Who does so comes back to the case.
 */
export function useReplyLeftBehind(
  { id: caseId, reference }: Pick<CaseSummary, 'id' | 'reference'>,
  entries: ReadonlyMap<number, Entry>,
) {
  const { t } = useTranslation();
  const drafts = useDrafts();
  const router = useRouter();
  const { find, takeBack } = useTakeBackReply(caseId);
  const about = toastOfReplyIn(caseId);

  const offer = (href: string) => {
    const reply = find(entries);
    if (!reply || isUndoneWithClosing(reply.id) || drafts.contentOf(caseId)) return;
    const left = timeLeft(reply);
    if (left !== undefined && left < SHORTEST) return;
    // One that was refused is said by itself.
    void reply.onItsWay?.then((stored) => stored ?? endToasts(about));
    toast({
      message: t('composer.onItsWay', { reference }),
      undoLabel: t('common.toast.undo'),
      undo: () => {
        void router.navigate({ href });
        awaitField();
        takeBack(reply);
      },
      about: [about],
      replyIn: caseId,
      ...(left !== undefined && { stands: left }),
    });
  };
  const latest = useRef(offer);
  useEffect(() => void (latest.current = offer));
  useEffect(() => {
    const { href } = router.history.location;
    // Here it is taken back where it stands.
    endToasts(about);
    return () => latest.current(href);
  }, [about, router]);
}
