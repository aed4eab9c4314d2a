import type { CaseDetail } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useDrafts } from '../../../shared/drafts/agent-drafts.js';
import { draftKey, isBlank, type DraftContent } from '../../../shared/drafts/draft-content.js';
import { contentOfDraft } from '../../../shared/drafts/saved-drafts.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';
import { sharedDraftQuery } from './shared-draft-query.js';
import classes from './shared-draft.module.css';
import { useReplyKey } from './use-shared-draft-writer.js';
import { useSharedDraftActions } from './use-shared-draft-actions.js';

/** Brings back what stood there before a shared draft was emptied. */
function useBringBack(item: CaseDetail, content: DraftContent, onDone: () => void) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const drafts = useDrafts();
  const key = useReplyKey(item);
  const { data } = useQuery(sharedDraftQuery(item.id));
  const previous = data?.previous;
  if (!previous || !isBlank(content)) return undefined;
  return async () => {
    try {
      drafts.restore(key, await contentOfDraft({ ...previous, mode: 'reply' }));
      onDone();
    } catch (error) {
      toastFailure(t('composer.shared.failed'), problemText(error));
    }
  };
}

interface Props {
  item: CaseDetail;
  content: DraftContent;
  /** The button is gone: whoever writes goes on writing. */
  onDone: () => void;
}

/** Above a reply that its writer has shared: who sees it, who has written in it, and how to keep it to oneself again. */
export function SharedDraftStrip({ item, content, onDone }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const { agent } = useSession();
  const drafts = useDrafts();
  const { busy, unshare } = useSharedDraftActions(item);
  const { data } = useQuery(sharedDraftQuery(item.id));
  const bringBack = useBringBack(item, content, onDone);
  if (!item.sharedDraft) return null;
  const { sharedBy } = item.sharedDraft;
  const coAuthors = data?.coAuthors ?? [];
  const hasOwn = drafts.contentOf(draftKey(item.id, 'reply')) !== undefined;
  return (
    <div className={classes.strip}>
      <IconUsers size={15} stroke={1.75} aria-hidden />
      <span className={classes.who} role="status">
        {sharedBy.id === agent.id ? t('composer.shared.byYou') : t('composer.shared.by', { name: sharedBy.name })}
        <span className={classes.when}>
          {coAuthors.length > 0 && t('composer.shared.with', { names: formats.list(coAuthors) })}
          {hasOwn && ` ${t('composer.shared.ownAside')}`}
        </span>
      </span>
      {bringBack && (
        <Button size="compact-xs" variant="default" onClick={() => void bringBack()}>
          {t('composer.shared.bringBack')}
        </Button>
      )}
      {data && coAuthors.length === 0 && (
        <Button
          size="compact-xs"
          variant="default"
          disabled={busy}
          onClick={() => {
            unshare();
            onDone();
          }}
        >
          {t('composer.shared.unshare')}
        </Button>
      )}
    </div>
  );
}
