import { TagsInput, type TagsInputProps } from '@mantine/core';

const splitChars = [',', ';', ' '];

type Props = Omit<TagsInputProps, 'splitChars' | 'acceptValueOnBlur' | 'data'> & {
  /** Addresses that are offered. */
  known: readonly string[];
};

/** A field for addresses: one that stands complete is taken, also when the field is left. */
export function AddressesInput({ known, ...props }: Props) {
  return <TagsInput {...props} data={[...known]} splitChars={splitChars} acceptValueOnBlur />;
}
