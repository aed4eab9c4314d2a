import type { CitizenSummary } from '@guichet/contracts';
import { PersonMark } from '@guichet/ui';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { citizensQuery } from '../api/queries.js';
import { stillLooking } from '../api/still-looking.js';
import { Chooser } from '../case/chooser.js';

/** Finds a person by the beginning of a name or of an address. */
export function PersonFinder({
  without,
  chosen,
  onChoose,
}: {
  without: string;
  chosen: CitizenSummary | undefined;
  onChoose: (person: CitizenSummary) => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 150);
  const search = useQuery(citizensQuery(asked));
  const persons = text.trim() ? (search.data?.items ?? []).filter(({ id }) => id !== without) : chosen ? [chosen] : [];
  return (
    <Chooser
      label={t('person.find')}
      choices={persons.map(({ id, name }) => ({ value: id, label: name, mark: <PersonMark name={name} size={20} /> }))}
      chosen={chosen ? [chosen.id] : []}
      onChoose={(id) => onChoose(persons.find((one) => one.id === id)!)}
      looking={stillLooking(text.trim(), asked, search)}
      onText={setText}
    />
  );
}
