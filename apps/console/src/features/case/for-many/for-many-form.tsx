import { FormDialog } from '@guichet/ui';
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

interface Props {
  title: string;
  /** How many cases are selected, and how many of them have the type of what is chosen, as far as that is known. */
  total: number;
  count: number;
  submit: string;
  disabled: boolean;
  pending: boolean;
  /** What becomes of the cases that have it already. */
  note: string;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** Asks for what is done in many cases, and says in how many of them nothing is done. */
export function ForManyForm({ total, count, note, children, ...dialog }: Props) {
  const { t } = useTexts();
  const { number } = useFormats();
  return (
    <FormDialog {...dialog} size={460} error={null} noValidate>
      {children}
      <Text size="sm" c="var(--g-text-2)">
        {count < total && `${t('case.forMany.others', { count: total - count, n: number(total - count) })} `}
        {note} {t('case.forMany.undo')}
      </Text>
    </FormDialog>
  );
}
