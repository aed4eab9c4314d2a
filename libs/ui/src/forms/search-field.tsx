import { CloseButton, TextInput, type TextInputProps } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useKitTexts } from '../kit-texts.js';

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  label: string;
  value: string;
  onText: (text: string) => void;
  onClear: () => void;
}

/** A search box with a button that empties it. */
export function SearchField({ label, value, onText, onClear, ...others }: Props) {
  const texts = useKitTexts();
  return (
    <TextInput
      type="search"
      aria-label={label}
      leftSection={<IconSearch size={15} stroke={1.5} aria-hidden />}
      rightSection={value && <CloseButton size={24} aria-label={texts.clearSearch} onClick={onClear} />}
      value={value}
      onChange={(event) => onText(event.currentTarget.value)}
      {...others}
    />
  );
}
