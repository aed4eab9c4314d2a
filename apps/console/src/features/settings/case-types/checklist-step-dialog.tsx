import { checklistLimits, type ChecklistStep } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Checkbox } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { inBoth } from './field-form.js';
import { BilingualTextFields, useProblemAt } from './bilingual-text-fields.js';

interface Props {
  caseTypeId: string;
  step: ChecklistStep | undefined;
  onClose: () => void;
}

/** A step of a checklist: what is to be done, and whether a case can be closed without it. */
export function ChecklistStepDialog({ caseTypeId, step, onClose }: Props) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const [attempt] = useState(() => crypto.randomUUID());
  const [label, setLabel] = useState(step?.label ?? { en: '', fr: '' });
  const [required, setRequired] = useState(step?.required ?? false);
  const save = useMutation({
    mutationFn: () => {
      const body = { label: inBoth(label), required };
      return step
        ? call('updateChecklistStep', { params: { id: step.id }, body })
        : call('createChecklistStep', { params: { id: caseTypeId }, body, idempotencyKey: attempt });
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['checklist-steps'] });
      onClose();
    },
  });
  const problemAt = useProblemAt(save.error);
  return (
    <FormDialog
      title={step ? t('caseTypes.checklist.edit') : t('caseTypes.checklist.add')}
      size={620}
      error={save.error}
      submit={t('common.save')}
      pending={save.isPending}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <BilingualTextFields
        label={t('caseTypes.checklist.label')}
        max={checklistLimits.label}
        value={label}
        required
        problem={problemAt('label')}
        onChange={setLabel}
      />
      <Checkbox
        label={t('caseTypes.checklist.required')}
        description={t('caseTypes.checklist.requiredHint')}
        checked={required}
        onChange={(event) => setRequired(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
