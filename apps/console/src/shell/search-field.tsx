import { CloseButton, TextInput, type TextInputProps } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  label: string;
  value: string;
  onText: (text: string) => void;
  onClear: () => void;
}

/** A box to search in: what is typed, and a way to be rid of it. */
export function SearchField({ label, value, onText, onClear, ...others }: Props) {
  const { t } = useTranslation();
  return (
    <TextInput
      type="search"
      aria-label={label}
      leftSection={<IconSearch size={15} stroke={1.5} aria-hidden />}
      rightSection={value && <CloseButton size={24} aria-label={t('inbox.clearText')} onClick={onClear} />}
      value={value}
      onChange={(event) => onText(event.currentTarget.value)}
      {...others}
    />
  );
}
