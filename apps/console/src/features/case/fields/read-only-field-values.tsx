import { caseFieldText, type CaseFieldOfCase } from '@guichet/contracts';
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import classes from './case-fields.module.css';

interface Props {
  fields: readonly CaseFieldOfCase[];
  /** With it, what the case has in each of them can be removed. */
  caseId?: string | undefined;
}

/** What a case has in fields, to read. */
export function ReadOnlyFieldValues({ fields, caseId }: Props) {
  const { t, i18n } = useTranslation();
  const language = shownLanguage(i18n);
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const remove = useMutation({
    mutationFn: ({ id, fieldId }: { id: string; fieldId: string }) =>
      call('removeFormerCaseField', { params: { id, fieldId } }),
    onSuccess: (_, { id }) => queryClient.invalidateQueries({ queryKey: ['case', id] }),
    onError: (error) => toastFailure(t('case.fields.notRemoved'), problemText(error)),
  });
  return (
    <dl className={classes.facts}>
      {fields.map(({ field, value }) => (
        <div key={field.id}>
          <dt>{field.label[language]}</dt>
          <dd>
            <bdi>{value === null ? '' : caseFieldText(field, value, language)}</bdi>
            {caseId && (
              <ActionIcon
                size="sm"
                aria-label={t('case.fields.remove', { label: field.label[language] })}
                onClick={() => remove.mutate({ id: caseId, fieldId: field.id })}
              >
                <IconX size={14} stroke={1.5} />
              </ActionIcon>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
