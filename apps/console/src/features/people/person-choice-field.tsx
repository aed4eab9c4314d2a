import type { FoundCitizen } from '@guichet/contracts';
import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { citizensQuery } from '../../shared/api/queries.js';
import { displayName } from '../../shared/i18n/display-name.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { distinguishingText } from './distinguishing-text.js';
import { FoundPerson } from './found-person.js';
import { likeliestFirst } from './likeliest-first.js';
import { emailThenPhoneAddresses } from './email-then-phone-addresses.js';
import classes from './person-choice-field.module.css';

export interface PersonChoice {
  /** Somebody who is known; undefined: a new person of that name. */
  id: string | undefined;
  name: string;
  /** Of somebody who is known: what distinguishes them from others of that name. */
  detail?: string | undefined;
  /** The addresses at which they are written to. */
  addresses?: readonly string[];
}

export const choiceOf = (person: FoundCitizen): PersonChoice => ({
  id: person.id,
  name: displayName(person.name),
  detail: distinguishingText(person),
  addresses: emailThenPhoneAddresses(person),
});

interface Props {
  value: PersonChoice;
  onChange: (who: PersonChoice) => void;
  /** Another field of the dialog has the focus first. */
  withoutFocus?: boolean;
}

/** A field that finds a person while the name is typed, or takes a new name. */
export function PersonChoiceField({ value, onChange, withoutFocus = false }: Props) {
  const { t } = useTexts();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [asked] = useDebouncedValue(value.id ? '' : value.name.trim(), 150);
  const { data } = useQuery(citizensQuery(asked));
  const found: readonly FoundCitizen[] = asked ? likeliestFirst(data?.items ?? []) : [];
  const unknown = found.length > 0 ? t('case.contact.new') : t('case.contact.newAlone');
  const description = value.id
    ? (value.detail ?? t('case.contact.known'))
    : value.name.trim()
      ? unknown
      : t('case.contact.whoHint');
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        const person = found.find((one) => one.id === id);
        if (person) onChange(choiceOf(person));
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target>
        <TextInput
          data-autofocus={withoutFocus ? undefined : true}
          label={t('case.contact.who')}
          description={description}
          // It changes while one types: in one line, the form stays where it is.
          descriptionProps={{ className: classes.hint, title: description }}
          maxLength={200}
          value={value.name}
          onChange={(event) => {
            onChange({ id: undefined, name: event.currentTarget.value });
            combobox.openDropdown();
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={found.length === 0}>
        <Combobox.Options aria-label={t('case.contact.who')}>
          {found.map((person) => (
            <Combobox.Option key={person.id} value={person.id}>
              <FoundPerson person={person} />
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
