import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { parseTimeOfDay } from './parse-time-of-day.js';

interface Props {
  label: string;
  /** `HH:MM`, or empty. */
  value: string;
  wrong: boolean;
  onChange: ((value: string) => void) | undefined;
}

/** A text field for a time of day. The browser's own field would follow the language of the browser, and is slower. */
export function TimeOfDayField({ label, value, wrong, onChange }: Props) {
  const [typed, setTyped] = useState<string>();
  return (
    <TextInput
      aria-label={label}
      inputMode="numeric"
      placeholder="--:--"
      maxLength={7}
      readOnly={!onChange}
      error={wrong}
      value={typed ?? value}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange?.(parseTimeOfDay(event.currentTarget.value) ?? '');
      }}
      onBlur={() => setTyped((text) => (text === undefined || parseTimeOfDay(text) ? undefined : text))}
    />
  );
}
