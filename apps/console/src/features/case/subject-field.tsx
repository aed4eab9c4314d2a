import type { CaseDetail } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { callWithEtag } from '../../shared/api/client.js';
import { isFailure } from '../../shared/api/failure.js';
import { useProblemText } from '../../shared/i18n/use-problem-text.js';
import { useMay } from '../../shared/session/use-session.js';
import { toastFailure } from '../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useButtonAfterField } from '../../shared/layout/use-button-after-field.js';
import classes from './subject-field.module.css';

/** The subject of a case, edited in place. If two agents edit it at once, the second is warned and keeps their text. */
export function SubjectField({ item, etag }: { item: CaseDetail; etag: string | null }) {
  const { t } = useTexts();
  const may = useMay();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const [text, setText] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const { button, endByKey } = useButtonAfterField(text !== undefined);
  const begun = useRef<string | null>(null);
  useEffect(() => {
    if (text !== undefined && document.activeElement !== field.current) field.current?.select();
  }, [text]);

  const save = async () => {
    const subject = text?.trim();
    if (!subject || subject === item.subject) return setText(undefined);
    try {
      await callWithEtag('updateCase', { params: { id: item.id }, body: { subject }, ifMatch: begun.current });
      setText(undefined);
    } catch (error) {
      const changed = isFailure(error, 'case-changed');
      if (changed) begun.current = null;
      toastFailure(
        t(changed ? 'case.subject.changed' : 'case.subject.failed'),
        changed ? t('case.subject.changedText') : problemText(error),
      );
      field.current?.focus();
    }
    await queryClient.invalidateQueries({ queryKey: ['case', item.id] });
  };

  if (item.mergedInto || !may('case.update'))
    return (
      <h1 className={classes.subject}>
        <bdi>{item.subject || t('common.noSubject')}</bdi>
      </h1>
    );
  if (text === undefined)
    return (
      <h1 className={classes.subject}>
        <button
          ref={button}
          type="button"
          title={t('case.subject.edit')}
          onClick={() => {
            begun.current = etag;
            setText(item.subject);
          }}
        >
          <bdi>{item.subject || t('common.noSubject')}</bdi>
        </button>
      </h1>
    );
  return (
    <h1 className={classes.subject}>
      <input
        ref={field}
        aria-label={t('case.subject.label')}
        maxLength={250}
        dir="auto"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === 'Escape') endByKey();
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') {
            event.stopPropagation();
            setText(undefined);
          }
        }}
      />
    </h1>
  );
}
