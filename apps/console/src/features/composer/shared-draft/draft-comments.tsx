import type { CaseDetail, NoteEntry } from '@guichet/contracts';
import { PersonAvatar } from '@guichet/ui';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { MentionsWithoutAccess } from '../notes/mentions-without-access.js';
import { NoteField } from '../notes/note-field.js';
import { sharedDraftQuery } from './shared-draft-query.js';
import classes from './shared-draft.module.css';
import { useComment } from './use-comment.js';

function Comment({ comment: { actor, at, text } }: { comment: NoteEntry }) {
  return (
    <li>
      <PersonAvatar name={actor.name} size={18} />
      <span dir="auto">
        <bdi className={classes.author}>{actor.name}</bdi> <ShortTime at={at} className={classes.when} />
        <br />
        {text}
      </span>
    </li>
  );
}

function NewComment({ item }: { item: CaseDetail }) {
  const { t } = useTexts();
  const { text, mentions, busy, write, send } = useComment(item);
  const root = useRef<HTMLDivElement>(null);
  return (
    <>
      <div
        ref={root}
        className={classes.newComment}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          send();
        }}
      >
        <NoteField
          caseId={item.id}
          caret={false}
          value={text}
          readers={item.restriction?.agents}
          label={t('composer.shared.comment')}
          placeholder={t('composer.shared.commentPlaceholder')}
          onChange={write}
        />
        <Button
          size="compact-sm"
          variant="default"
          disabled={busy || text.trim() === ''}
          onClick={() => {
            send();
            // The button cannot be pressed without words: the focus would be nowhere.
            root.current?.querySelector('textarea')?.focus();
          }}
          aria-keyshortcuts="Control+Enter"
        >
          {t('composer.shared.addComment')}
        </Button>
      </div>
      {!item.restriction && <MentionsWithoutAccess caseId={item.id} text={text} chosen={mentions} />}
    </>
  );
}

/** What colleagues say of a shared draft, below it: internal notes of the case, which go from here with the draft. */
export function DraftComments({ item }: { item: CaseDetail }) {
  const { t } = useTexts();
  const may = useMay();
  const { data } = useQuery(sharedDraftQuery(item.id));
  const comments = data?.comments ?? [];
  return (
    <div className={classes.comments}>
      {comments.length > 0 && (
        <ul className={classes.list} aria-label={t('composer.shared.comments')}>
          {comments.map((comment) => (
            <Comment key={comment.id} comment={comment} />
          ))}
        </ul>
      )}
      {may('case.note') && <NewComment item={item} />}
    </div>
  );
}
