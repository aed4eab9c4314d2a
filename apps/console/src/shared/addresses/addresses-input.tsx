import { TagsInput, type TagsInputProps } from '@mantine/core';
import { useReasonText } from '../i18n/use-problem-text.js';
import { addressesFault } from './addresses-fault.js';

const splitChars = [',', ';', ' '];

type Props = Omit<TagsInputProps, 'splitChars' | 'acceptValueOnBlur' | 'data'> & {
  /** Addresses that are offered. */
  known: readonly string[];
};

/** A field for addresses: one that stands complete is taken, also when the field is left. It says what no message can have. */
export function AddressesInput({ known, ...props }: Props) {
  const reasonText = useReasonText();
  const fault = addressesFault(props.value ?? []);
  const error = fault ? reasonText(fault.reason, { max: fault.max }) : props.error;
  return <TagsInput {...props} error={error} data={[...known]} splitChars={splitChars} acceptValueOnBlur />;
}
