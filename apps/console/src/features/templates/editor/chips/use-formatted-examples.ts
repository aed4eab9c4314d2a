import type { Language } from '@guichet/contracts';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { previewQuery, variablesQuery } from '../../../../shared/api/template-queries.js';
import type { EditableContent } from '../editable-content.js';
import { askedExamples, formattedChips, readExamples } from './formatted-examples.js';

const pause = 300;
const SEPARATOR = '\u0000';

/** Returns how the example of each chip with a format reads, as the server writes it. */
export function useFormattedExamples(text: EditableContent, language: Language): ReadonlyMap<string, string> {
  const { data: variables = [] } = useQuery(variablesQuery);
  const [settled] = useDebouncedValue(text, pause);
  // A key, so that words that are typed between the chips change nothing.
  const key = formattedChips(settled, (name) => variables.some((variable) => variable.name === name)).join(SEPARATOR);
  const chips = useMemo(() => (key === '' ? [] : key.split(SEPARATOR)), [key]);
  const asked = useMemo(() => askedExamples(chips, language), [chips, language]);
  const { data, isPlaceholderData } = useQuery({
    ...previewQuery(asked),
    enabled: chips.length > 0,
    staleTime: Infinity,
  });
  const renderings = isPlaceholderData ? undefined : data?.renderings;
  return useMemo(() => readExamples(chips, renderings ?? []), [chips, renderings]);
}
