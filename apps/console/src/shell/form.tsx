import { Alert, Button, Group } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../i18n/problem-text.js';

/** Why a form was not taken, in words. What was typed stays where it is. */
export function FormFailure({ error }: { error: unknown }) {
  const problemText = useProblemText();
  if (!error) return null;
  return (
    <Alert color="red" variant="outline" role="alert">
      {problemText(error)}
    </Alert>
  );
}

export interface FormEndProps {
  /** What the form does, as a verb. */
  submit: string;
  submitRef?: Ref<HTMLButtonElement>;
  pending: boolean;
  disabled?: boolean;
  /** In place of "Cancel". */
  cancel?: string;
  onCancel: () => void;
  /** Stands at the other side. */
  before?: ReactNode;
}

/** The two ways out of a form. */
export function FormEnd({ submit, submitRef, pending, disabled, cancel, onCancel, before }: FormEndProps) {
  const { t } = useTranslation();
  return (
    <Group>
      {before}
      <Group gap="xs" ml="auto">
        <Button variant="default" onClick={onCancel}>
          {cancel ?? t('cancel')}
        </Button>
        <Button ref={submitRef} type="submit" loading={pending} disabled={disabled} aria-keyshortcuts="Control+Enter">
          {submit}
        </Button>
      </Group>
    </Group>
  );
}
