import type { CaseDetail, Entry } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { isFailure, type Failure } from '../../../shared/api/failure.js';
import { caseQuery } from '../../../shared/api/queries.js';
import { outboxOf, type WaitingMessage } from '../../../shared/outbox/outbox.js';
import { postWaitingMessage } from '../../../shared/outbox/post-waiting-message.js';
import { renameReply } from '../../../shared/outbox/replies-taken-back.js';
import { noteUnanswered } from '../../../shared/outbox/unconfirmed-entries.js';
import { endUnsentToast, toastUnsent } from '../../../shared/outbox/unsent-toast.js';
import { useUndoOfNote } from '../../../shared/outbox/use-undo-of-note.js';
import { useOpenCaseOfUnsent } from '../../../shared/outbox/use-open-case-of-unsent.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useSession } from '../../../shared/session/use-session.js';
import { useUnnotifiedMentionsToast } from '../notes/use-unnotified-mentions-toast.js';
import { showOptimistically } from './optimistic-entry.js';
import { messageBody, previewOf, type OutgoingMessage } from './outgoing-message.js';
import { noteSent, noteStored } from '../../../shared/outbox/when-sent.js';
import { sentHere } from './sends-of-this-window.js';

/** By case, what was sent last and whose fate is unknown. */
const attempts = new Map<string, { exact: string; key: string }>();

/** The idempotency key of an attempt: the same words sent again after a lost response are the same message. */
function attemptOf(caseId: string, outgoing: OutgoingMessage) {
  const exact = JSON.stringify([outgoing.content.mode, messageBody(outgoing), outgoing.mentions]);
  const before = attempts.get(caseId);
  const key = before?.exact === exact ? before.key : crypto.randomUUID();
  attempts.set(caseId, { exact, key });
  return { key, end: () => void (attempts.get(caseId)?.key === key && attempts.delete(caseId)) };
}

/** The message as it is kept and sent until the server has answered. */
function waitingOf(caseId: string, outgoing: OutgoingMessage, idempotencyKey: string): WaitingMessage {
  const { content, mentions, ifMatch } = outgoing;
  const attachmentIds = content.attachments.map(({ id }) => id);
  const body = content.mode === 'note' ? { text: content.text, mentions, attachmentIds } : messageBody(outgoing);
  return { idempotencyKey, caseId, content, body, ifMatch, sentAt: Date.now() };
}

/**
 * Sends a reply or a note and shows it at once; without a connection, as soon as there is one again. Returns it as it is stored,
 * or why it could not be sent; it is removed from the timeline then.
 */
export function useSendMessage(item: CaseDetail) {
  const queryClient = useQueryClient();
  const { agent } = useSession();
  const sayNotNotified = useUnnotifiedMentionsToast();
  const problemText = useProblemText();
  const openCase = useOpenCaseOfUnsent();
  const offerUndo = useUndoOfNote(item);
  return useCallback(
    async (outgoing: OutgoingMessage): Promise<Entry | Failure> => {
      // The composer may be drawn with the case as it was a moment ago: where a message has come since, this one stands below it.
      const now = queryClient.getQueryData(caseQuery(item.id).queryKey)?.data ?? item;
      const preview = previewOf(now, agent, outgoing);
      sentHere.add(preview.id);
      noteSent(preview.id);
      const answered = noteUnanswered(item.id, preview);
      if (preview.kind === 'note') offerUndo(preview.id, outgoing.content);
      const shown = showOptimistically(queryClient, item.id, preview);
      const attempt = attemptOf(item.id, outgoing);
      const outbox = outboxOf(agent.id);
      const waiting = waitingOf(item.id, outgoing, attempt.key);
      try {
        outbox.add(waiting);
        const { entry, cannotSee } = await postWaitingMessage(waiting).finally(() => outbox.remove(attempt.key));
        sentHere.add(entry.id);
        noteStored(preview.id, entry.id);
        renameReply(preview.id, entry.id);
        answered(entry);
        shown.settle(entry);
        attempt.end();
        endUnsentToast(item.id, outgoing.content.mode);
        sayNotNotified(cannotSee);
        return entry;
      } catch (error) {
        answered(undefined);
        shown.takeBack();
        if (!isFailure(error)) throw error;
        // What the composer itself shows needs no other word. The next attempt is another one.
        if (isFailure(error, 'case-changed', 'disclosure-check')) attempt.end();
        else {
          const { mode } = outgoing.content;
          toastUnsent({ caseId: item.id, item, mode, reason: problemText(error), openCase });
        }
        return error;
      }
    },
    [item, agent, queryClient, problemText, openCase, offerUndo, sayNotNotified],
  );
}
