import type { CaseDetail } from '@guichet/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { agentsQuery, teamsQuery } from '../../../shared/api/queries.js';
import { useDrafts } from '../../../shared/drafts/agent-drafts.js';
import { draftKey, emptyContent, type ChosenMention, type DraftContent } from '../../../shared/drafts/draft-content.js';
import { mergeDrafts } from '../../../shared/drafts/merge-drafts.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { mentionsIn } from '../notes/mentions.js';
import { useUnnotifiedMentionsToast } from '../notes/use-unnotified-mentions-toast.js';
import { attemptOf, joined, nothing, type Words } from './unsent-comment.js';
import { sharedDraftQuery } from './shared-draft-query.js';

/**
 * What was typed of a comment and is not on its way is the draft of a note once its draft was sent, its case was left, or the page goes:
 * drafts are kept in this browser at once. Returns what keeps words in that way.
 */
function useKeptAsNote(caseId: string, { words, setWords }: { words: Words; setWords: (words: Words) => void }) {
  const drafts = useDrafts();
  const latest = useRef(words);
  useEffect(() => void (latest.current = words));
  const keep = useCallback(
    ({ text, mentions }: Words) => {
      if (text.trim() === '') return;
      const key = draftKey(caseId, 'note');
      const content: DraftContent = { ...emptyContent, mode: 'note', text, mentions };
      drafts.edit(key, mergeDrafts(content, drafts.contentOf(key)));
    },
    [drafts, caseId],
  );
  const isThere = useRef(true);
  /** What is on its way: nobody knows whether it arrives once the page is gone. */
  const pending = useRef(nothing);
  useEffect(() => {
    isThere.current = true;
    const onLeave = () => {
      keep(pending.current);
      keep(latest.current);
      setWords(nothing);
    };
    window.addEventListener('pagehide', onLeave);
    return () => {
      isThere.current = false;
      window.removeEventListener('pagehide', onLeave);
      keep(latest.current);
    };
  }, [keep, setWords]);
  return { keep, isThere, pending };
}

/** A comment of a shared draft while it is written, and its way to the server. One that could not be sent stands there again. */
export function useComment({ id }: CaseDetail) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const sayNotNotified = useUnnotifiedMentionsToast();
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const [words, setWords] = useState(nothing);
  const [busy, setBusy] = useState(false);
  const { text, mentions: chosen } = words;
  const { keep, isThere, pending } = useKeptAsNote(id, { words, setWords });

  const post = async () => {
    setBusy(true);
    const body = { text: text.trim(), mentions: mentionsIn(text, { chosen, agents, teams }) };
    // It is on its way, and no words of the field any more: what is typed there now is another comment.
    setWords(nothing);
    pending.current = words;
    const attempt = attemptOf(id, body);
    try {
      const added = await call('commentSharedDraft', { params: { id }, body, idempotencyKey: attempt.key });
      attempt.end();
      sayNotNotified(added.cannotSee);
      await queryClient.invalidateQueries({ queryKey: sharedDraftQuery(id).queryKey });
    } catch (error) {
      toastFailure(t('composer.shared.commentFailed'), problemText(error));
      if (isThere.current) setWords((since) => joined(words, since));
      else keep(words);
    } finally {
      pending.current = nothing;
      setBusy(false);
    }
  };
  return {
    text,
    mentions: chosen,
    busy,
    write: (written: string, mention?: ChosenMention) =>
      setWords({ text: written, mentions: mention ? [...chosen, mention] : chosen }),
    send: () => void (busy || text.trim() === '' || post()),
  };
}
