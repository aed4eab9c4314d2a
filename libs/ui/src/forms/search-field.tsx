import { CloseButton, TextInput, type TextInputProps } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useKitTexts } from '../kit-texts.js';

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  label: string;
  value: string;
  onText: (text: string) => void;
  onClear: () => void;
}

/** The browser empties the field by the first Escape; with nothing in it, the keys are those of the screen again. */
function leaveEmptied({ key, currentTarget, nativeEvent }: KeyboardEvent<HTMLInputElement>): void {
  if (key === 'Escape' && currentTarget.value === '' && !nativeEvent.isComposing) currentTarget.blur();
}

/** A search box with a button that empties it. Escape empties it as well, and leaves it once it is empty. */
export function SearchField({ label, value, onText, onClear, onKeyDown, ...others }: Props) {
  const texts = useKitTexts();
  return (
    <TextInput
      type="search"
      aria-label={label}
      leftSection={<IconSearch size={15} stroke={1.5} aria-hidden />}
      rightSection={value && <CloseButton size={24} aria-label={texts.clearSearch} onClick={onClear} />}
      value={value}
      onChange={(event) => onText(event.currentTarget.value)}
      onKeyDown={(event) => {
        onKeyDown?.(event);
        leaveEmptied(event);
      }}
      {...others}
    />
  );
}
