import type { QueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import { isFailure } from '../api/failure.js';
import { caseQuery } from '../api/queries.js';
import { draftsOf } from '../drafts/agent-drafts.js';
import { draftKey } from '../drafts/draft-content.js';
import { mergeDrafts } from '../drafts/merge-drafts.js';
import { outboxOf, type WaitingMessage } from './outbox.js';
import { postWaitingMessage } from './post-waiting-message.js';
import { toastUnsent } from './unsent-toast.js';

interface Resuming {
  agentId: string;
  queryClient: QueryClient;
  /** Says why the server did not take a message. */
  problemText: (error: unknown) => string;
  openCase: (caseId: string) => void;
}

/** Sends what was on its way when the page went. What the server does not take any more stands in its composer again. */
export async function resumeSending(resuming: Resuming): Promise<void> {
  const { agentId, queryClient } = resuming;
  await Promise.all(
    outboxOf(agentId)
      .all()
      .map((message) => resume(message, resuming)),
  );
  await queryClient.invalidateQueries({ queryKey: ['case'] });
  await queryClient.invalidateQueries({ queryKey: ['timeline'] });
}

async function resume(
  message: WaitingMessage,
  { agentId, queryClient, problemText, openCase }: Resuming,
): Promise<void> {
  const { caseId, content, idempotencyKey } = message;
  const outbox = outboxOf(agentId);
  try {
    await postWaitingMessage(message);
    draftsOf(agentId).noteSent(draftKey(caseId, content.mode), content);
    outbox.remove(idempotencyKey);
  } catch (error) {
    outbox.remove(idempotencyKey);
    const drafts = draftsOf(agentId);
    const key = draftKey(caseId, content.mode);
    drafts.edit(key, mergeDrafts(content, drafts.contentOf(key)));
    const reason = [problemText(error), i18next.t('common.unsent.kept')].filter(Boolean).join(' ');
    const found = await queryClient.fetchQuery(caseQuery(caseId)).catch(() => undefined);
    toastUnsent({ caseId, item: found?.data, mode: content.mode, reason, openCase });
    if (!isFailure(error)) throw error;
  }
}
