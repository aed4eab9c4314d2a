import type { AutomaticTemplate } from '@guichet/contracts';
import { Select, type SelectProps } from '@mantine/core';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTemplateNames } from '../../../shared/i18n/use-template-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './channels-page.module.css';

interface Props extends Pick<SelectProps, 'label' | 'description' | 'placeholder' | 'aria-label'> {
  templates: readonly AutomaticTemplate[];
  /** What can be chosen besides, above the templates. */
  above?: { value: string; label: string }[];
  value: string | null;
  onChange: (id: string | null) => void;
}

/** One of the templates in use; those that only an agent could complete are there and say what they lack. */
export function AutomaticTemplateSelect({ templates, above = [], value, onChange, ...texts }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const { titleOf } = useTemplateNames();
  const lacks = (id: string) => templates.find((one) => one.id === id)?.missing ?? [];
  const known = templates.map(({ id, missing, ...named }) => ({
    ...{ value: id, label: titleOf(named), disabled: missing.length > 0 },
  }));
  const isGone = value !== null && ![...above, ...known].some((one) => one.value === value);
  const gone = value !== null && isGone ? [{ value, label: t('channels.acknowledgement.withdrawnTemplate') }] : [];
  return (
    <Select
      {...texts}
      data={[...above, ...gone, ...known.toSorted((one, other) => Number(one.disabled) - Number(other.disabled))]}
      value={value}
      renderOption={({ option }) => (
        <span className={classes.template}>
          <bdi>{option.label}</bdi>
          {lacks(option.value).length > 0 && (
            <small>{t('channels.acknowledgement.lacks', { names: formats.list(lacks(option.value)) })}</small>
          )}
        </span>
      )}
      searchable
      clearable={above.length === 0}
      onChange={onChange}
    />
  );
}
