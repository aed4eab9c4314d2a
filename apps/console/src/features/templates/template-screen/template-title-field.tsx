import type { TemplateSummary } from '@guichet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { templateQuery } from '../../../shared/api/template-queries.js';
import { useTemplateNames } from '../../../shared/i18n/use-template-names.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useButtonAfterField } from '../../../shared/layout/use-button-after-field.js';
import { mayDescribe } from './template-rights.js';
import classes from './template-title-field.module.css';

/** The title of a template, edited in place. */
export function TemplateTitleField({ template }: { template: TemplateSummary }) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const shown = useTemplateNames().titleOf(template);
  const queryClient = useQueryClient();
  const [text, setText] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const { button, endByKey } = useButtonAfterField(text !== undefined);
  useEffect(() => {
    if (text !== undefined && document.activeElement !== field.current) field.current?.select();
  }, [text]);
  const rename = useMutation({
    mutationFn: (title: string) => call('updateTemplate', { params: { id: template.id }, body: { title } }),
    onSuccess: (saved) => {
      queryClient.setQueryData(templateQuery(template.id).queryKey, saved);
      void queryClient.invalidateQueries({ queryKey: ['templates', 'library'] });
      setText(undefined);
    },
    onError: (error) => {
      toastFailure(t('templates.one.renameFailed'), problemText(error));
      field.current?.focus();
    },
  });
  const save = () => {
    const title = text?.trim();
    if (!title || title === shown) setText(undefined);
    else rename.mutate(title);
  };

  return (
    <h1 className={classes.title}>
      {!mayDescribe(template) ? (
        <bdi>{shown}</bdi>
      ) : text === undefined ? (
        <button ref={button} type="button" title={t('templates.one.rename')} onClick={() => setText(shown)}>
          <bdi>{shown}</bdi>
        </button>
      ) : (
        <input
          ref={field}
          aria-label={t('templates.one.name')}
          maxLength={120}
          dir="auto"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter' || event.key === 'Escape') endByKey();
            if (event.key === 'Enter') event.currentTarget.blur();
            if (event.key === 'Escape') setText(undefined);
          }}
        />
      )}
    </h1>
  );
}
