import type { FoundCitizen } from '@guichet/contracts';
import { Combobox, TextInput, useCombobox, type TextInputProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState, type RefAttributes } from 'react';
import { citizensQuery } from '../../shared/api/queries.js';
import { FoundPerson } from './found-person.js';
import { choiceOf, type PersonChoice } from './person-choice-field.js';
import { likeliestFirst } from './likeliest-first.js';
import { emailThenPhoneAddresses } from './email-then-phone-addresses.js';

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  label: string;
  value: string;
  onChange: (address: string, who?: PersonChoice) => void;
}

/** One of the addresses of a person, beside what distinguishes them otherwise. */
interface Offer {
  address: string;
  person: FoundCitizen;
}

const offersOf = (person: FoundCitizen): Offer[] =>
  emailThenPhoneAddresses(person).map((address) => ({ address, person }));

/** Who is shown first has the address that would be taken. */
const withFirst = ({ address, person }: Offer): FoundCitizen => ({
  ...person,
  handles: person.handles.toSorted((a, b) => Number(b.value === address) - Number(a.value === address)),
});

/** A field for an address, which also finds the addresses of a known person by their name. */
export function AddressChoiceField({ label, value, onChange, ...props }: Props & RefAttributes<HTMLInputElement>) {
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  // What was chosen is not looked for again.
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), 150);
  const { data } = useQuery(citizensQuery(asked));
  const offers = asked && typed ? likeliestFirst(data?.items ?? []).flatMap(offersOf) : [];
  const keyOf = ({ address, person }: Offer) => `${person.id} ${address}`;
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(key) => {
        const offer = offers.find((one) => keyOf(one) === key);
        setTyped('');
        combobox.closeDropdown();
        if (!offer) return;
        const { address, person } = offer;
        onChange(address, choiceOf(person));
      }}
    >
      <Combobox.Target>
        <TextInput
          {...props}
          label={label}
          value={value}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            onChange(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={offers.length === 0}>
        <Combobox.Options aria-label={label} mah={260} style={{ overflowY: 'auto' }}>
          {offers.map((offer) => (
            <Combobox.Option key={keyOf(offer)} value={keyOf(offer)}>
              <FoundPerson person={withFirst(offer)} />
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
