import type { CaseDetail, SharedDraft } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { useDrafts } from '../../../shared/drafts/agent-drafts.js';
import { contentOfShared } from '../../../shared/drafts/saved-drafts.js';
import { draftKey, turnKey } from '../../../shared/drafts/draft-content.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { sharedDraftQuery } from './shared-draft-query.js';

/** Shares the reply of a case, takes it over from a colleague, and makes it one’s own again. What is refused is said. */
export function useSharedDraftActions({ id, sharedDraft }: Pick<CaseDetail, 'id' | 'sharedDraft'>) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const drafts = useDrafts();
  const problemText = useProblemText();
  const [busy, setBusy] = useState(false);
  const params = { id };

  const doing = async (work: () => Promise<unknown>) => {
    setBusy(true);
    const isDone = await work().then(
      () => true,
      (error: unknown) => void toastFailure(t('composer.shared.failed'), problemText(error)),
    );
    await queryClient.invalidateQueries({ queryKey: ['case', id] });
    setBusy(false);
    return isDone === true;
  };
  /** The words of the turn are known before the composer turns to them. */
  const begin = async (shared: SharedDraft) => {
    queryClient.setQueryData(sharedDraftQuery(id).queryKey, shared);
    drafts.receive(turnKey(id, shared.turnId), await contentOfShared(shared));
  };
  const share = async () => {
    await drafts.flush(draftKey(id, 'reply'));
    await begin(await call('shareDraft', { params, idempotencyKey: crypto.randomUUID() }));
  };
  const takeOver = async () => {
    const body = sharedDraft ? { turnId: sharedDraft.turnId } : {};
    await begin(await call('takeOverSharedDraft', { params, body, idempotencyKey: crypto.randomUUID() }));
  };
  const unshare = async () => {
    if (sharedDraft) await drafts.flush(turnKey(id, sharedDraft.turnId));
    await call('unshareDraft', { params });
  };
  return {
    busy,
    share: () => void doing(share),
    /** Returns whether it was done: its words are in the composer then. */
    takeOver: () => doing(takeOver),
    unshare: () => void doing(unshare),
  };
}
