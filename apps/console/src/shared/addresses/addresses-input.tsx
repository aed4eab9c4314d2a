import { TagsInput, type TagsInputProps } from '@mantine/core';
import { useState } from 'react';
import { useReasonText } from '../i18n/use-problem-text.js';
import { addressesFault } from './addresses-fault.js';

const splitChars = [',', ';', ' '];

type Props = Omit<TagsInputProps, 'splitChars' | 'acceptValueOnBlur' | 'data'> & {
  /** Addresses that are offered. */
  known: readonly string[];
};

/** A field for addresses: one that stands complete is taken, also when the field is left. It says what no message can have. */
export function AddressesInput({ known, onChange, ...props }: Props) {
  const reasonText = useReasonText();
  // What is offered would cover the next field once an address is taken; it is offered again with the next key.
  const [isOffering, setOffering] = useState(false);
  const fault = addressesFault(props.value ?? []);
  const error = fault ? reasonText(fault.reason, { max: fault.max }) : props.error;
  return (
    <TagsInput
      {...props}
      error={error}
      data={[...known]}
      splitChars={splitChars}
      acceptValueOnBlur
      dropdownOpened={isOffering}
      onDropdownOpen={() => setOffering(true)}
      onDropdownClose={() => setOffering(false)}
      onChange={(addresses) => {
        setOffering(false);
        onChange?.(addresses);
      }}
    />
  );
}
