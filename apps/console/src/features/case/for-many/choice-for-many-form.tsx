import type { TextInLanguages } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Select, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useEntityNames } from '../../../shared/i18n/use-entity-names.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import type { ChoicesOfType } from './choices-by-type.js';
import type { ChoiceForMany } from './use-choice-for-many.js';

interface Labelled {
  id: string;
  label: TextInLanguages;
}

interface Props {
  choice: ChoiceForMany<Labelled>;
  title: string;
  /** Of the select, and what stands in it before anything is chosen. */
  label: string;
  placeholder: string;
  submit: string;
  disabled: boolean;
  /** What becomes of the cases that have it already. */
  note: string;
  onSubmit: () => void;
  onClose: () => void;
  children?: ReactNode;
}

/** Asks for a field, or a step, of the types of many cases, and says in how many of them nothing is done. */
export function ChoiceForManyForm({ choice, label, placeholder, note, children, ...dialog }: Props) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { total, count, isPending } = choice;
  return (
    <FormDialog {...dialog} size={460} error={null} pending={isPending} noValidate>
      <ChoiceSelect choice={choice} label={label} placeholder={placeholder} />
      {children}
      <Text size="sm" c="var(--g-text-2)">
        {count < total && `${t('case.forMany.others', { count: total - count, n: number(total - count) })} `}
        {note} {t('case.forMany.undo')}
      </Text>
    </FormDialog>
  );
}

function ChoiceSelect({ choice, label, placeholder }: Pick<Props, 'choice' | 'label' | 'placeholder'>) {
  const { t, i18n } = useTranslation();
  const names = useEntityNames();
  const { number } = useFormats();
  const { types, chosen, choose } = choice;
  const language = shownLanguage(i18n);
  const nameOf = ({ caseTypeId, count }: ChoicesOfType<Labelled>) => {
    const name = names.caseType(caseTypeId);
    return count === undefined || types.length === 1 ? name : `${name} (${number(count)})`;
  };
  return (
    <Select
      label={label}
      size="xs"
      placeholder={placeholder}
      data-autofocus
      openOnFocus={false}
      allowDeselect={false}
      searchable
      nothingFoundMessage={t('common.choose.none')}
      data={types.map((type) => ({
        group: nameOf(type),
        items: type.choices.map((one) => ({ value: one.id, label: one.label[language] })),
      }))}
      value={chosen?.id ?? null}
      onChange={(id) => id && choose(id)}
    />
  );
}
