import type { CaseStatus } from '@guichet/contracts';
import { Combobox, StatusMark } from '@guichet/ui';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { searchQuery } from '../../../shared/api/queries.js';
import { isSearchPending } from '../../../shared/api/is-search-pending.js';
import { displayName } from '../../../shared/i18n/display-name.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

export interface FoundCase {
  id: string;
  reference: string;
  subject: string;
  status: CaseStatus;
  citizen?: { id: string; name: string } | null;
  tags?: readonly string[];
}

/** How many cases with words of the same subject are shown before anybody types. */
const ALIKE = 5;

export const isFinished = ({ status }: Pick<FoundCase, 'status'>): boolean => status === 'closed' || status === 'spam';

/** Searches a case by its reference or by any word. Before a key is typed it shows the most likely ones. */
export function CaseFinder({
  near,
  alike = '',
  exceptId,
  chosen,
  onChoose,
  onOnly,
}: {
  near: readonly FoundCase[];
  /** A subject: unfinished cases with its words are likely as well. */
  alike?: string;
  exceptId?: string;
  chosen: FoundCase | undefined;
  onChoose: (found: FoundCase) => void;
  /** Told the only case that was found, which whoever has typed means; undefined where there are several. */
  onOnly?: (found: FoundCase | undefined) => void;
}) {
  const { t } = useTexts();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 150);
  const search = useQuery(searchQuery(asked));
  const likely = useQuery(searchQuery(alike.trim()));
  const casesAlike = (likely.data?.items ?? []).map((hit) => hit.case).filter((one) => !isFinished(one));
  const found = text.trim()
    ? (search.data?.items ?? []).map((hit) => hit.case)
    : [...near, ...casesAlike.slice(0, ALIKE)];
  const cases = [...new Map(found.map((one) => [one.id, one])).values()].filter(({ id }) => id !== exceptId);
  const isLooking = isSearchPending(text.trim(), asked, search);
  const only = text.trim() && !isLooking && cases.length === 1 ? cases[0] : undefined;
  const onlyId = only?.id;
  // By its id: the case itself is another object each time that the search is drawn.
  useEffect(() => onOnly?.(only), [onlyId]);
  return (
    <Combobox
      label={t('case.move.find')}
      choices={cases.map(({ id, reference, subject, status, citizen }) => ({
        value: id,
        label: subject || t('common.noSubject'),
        hint: [citizen && displayName(citizen.name), reference].filter(Boolean).join(' · '),
        mark: <StatusMark iconOnly status={status} label={t(`common.status.${status}`)} />,
      }))}
      chosen={chosen ? [chosen.id] : []}
      onChoose={(id) => onChoose(cases.find((one) => one.id === id)!)}
      looking={isLooking}
      onText={setText}
    />
  );
}
