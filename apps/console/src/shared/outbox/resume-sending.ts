import type { QueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import { isFailure } from '../api/failure.js';
import { draftsOf } from '../drafts/agent-drafts.js';
import { draftKey } from '../drafts/draft-content.js';
import { toastFailure } from '../feedback/toast.js';
import { outboxOf, type WaitingMessage } from './outbox.js';
import { postWaitingMessage } from './post-waiting-message.js';

/** Sends what was on its way when the page went. What the server does not take any more stands in its composer again. */
export async function resumeSending(agentId: string, queryClient: QueryClient): Promise<void> {
  await Promise.all(
    outboxOf(agentId)
      .all()
      .map((message) => resume(agentId, message)),
  );
  await queryClient.invalidateQueries({ queryKey: ['case'] });
  await queryClient.invalidateQueries({ queryKey: ['timeline'] });
}

async function resume(agentId: string, message: WaitingMessage): Promise<void> {
  const { caseId, content, idempotencyKey } = message;
  const outbox = outboxOf(agentId);
  try {
    await postWaitingMessage(message);
    outbox.remove(idempotencyKey);
  } catch (error) {
    outbox.remove(idempotencyKey);
    draftsOf(agentId).restore(draftKey(caseId, content.mode), content);
    const isNote = content.mode === 'note';
    toastFailure(i18next.t(isNote ? 'common.unsent.note' : 'common.unsent.reply'), i18next.t('common.unsent.kept'));
    if (!isFailure(error)) throw error;
  }
}
