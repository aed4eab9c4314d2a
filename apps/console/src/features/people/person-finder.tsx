import type { FoundCitizen } from '@guichet/contracts';
import { Combobox, PersonAvatar } from '@guichet/ui';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { citizensQuery } from '../../shared/api/queries.js';
import { isSearchPending } from '../../shared/api/is-search-pending.js';
import { displayName } from '../../shared/i18n/display-name.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { distinguishingText } from './distinguishing-text.js';

/** Searches a person by the beginning of a name or an address. */
export function PersonFinder({
  without,
  chosen,
  onChoose,
}: {
  without: string;
  chosen: FoundCitizen | undefined;
  onChoose: (person: FoundCitizen) => void;
}) {
  const { t } = useTexts();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 150);
  const search = useQuery(citizensQuery(asked));
  const persons = text.trim() ? (search.data?.items ?? []).filter(({ id }) => id !== without) : chosen ? [chosen] : [];
  return (
    <Combobox
      label={t('people.find')}
      choices={persons.map((person) => ({
        value: person.id,
        label: displayName(person.name),
        detail: distinguishingText(person),
        mark: <PersonAvatar name={displayName(person.name)} size={20} />,
      }))}
      chosen={chosen ? [chosen.id] : []}
      onChoose={(id) => onChoose(persons.find((one) => one.id === id)!)}
      looking={isSearchPending(text.trim(), asked, search)}
      onText={setText}
    />
  );
}
