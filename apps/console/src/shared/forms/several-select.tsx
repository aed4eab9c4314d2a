import { MultiSelect, type MultiSelectProps } from '@mantine/core';
import { useState } from 'react';

/** A choice of several, whose list closes on each choice: in a dialog, it would go on covering the help and the buttons below. */
export function SeveralSelect(props: Omit<MultiSelectProps, 'dropdownOpened'>) {
  const [isOpen, setOpen] = useState(false);
  return (
    <MultiSelect
      {...props}
      dropdownOpened={isOpen}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      onOptionSubmit={() => setOpen(false)}
    />
  );
}
