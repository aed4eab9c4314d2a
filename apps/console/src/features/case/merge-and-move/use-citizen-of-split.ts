import type { CaseDetail, CitizenSummary, MessageEntry, Timeline } from '@guichet/contracts';
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { citizenFileQuery } from '../../../shared/api/queries.js';
import { displayName } from '../../../shared/i18n/display-name.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import type { MoveRequest } from '../../../shared/layout/overlay-state.js';
import { isUncertain } from '../message/uncertain-senders.js';
import { otherSendersQuery } from '../message/use-other-senders.js';

/** Stands for somebody who is not known. */
const UNKNOWN = 'unknown';

interface CitizenOfSplit {
  /** Of whom the new case may be, by their ids; undefined: that is not asked, as it is certain. */
  options: { value: string; label: string }[] | undefined;
  /** How many more people use the number than are named. */
  more: number;
  value: string;
  choose: (value: string) => void;
  /** What is sent of it. */
  wanted: { citizenId?: string | null };
  isMissing: boolean;
}

/** The first of the messages that are to go of which it is not certain who wrote it: whoever chose it has read it. */
function useUncertainEntry(item: CaseDetail, act: MoveRequest): MessageEntry | undefined {
  const queryClient = useQueryClient();
  const [entry] = useState(() => {
    if (act.how !== 'split') return undefined;
    const ids = new Set(act.entryIds);
    return queryClient
      .getQueriesData<Timeline>({ queryKey: ['timeline', item.id] })
      .flatMap(([, timeline]) => timeline?.items ?? [])
      .find((one): one is MessageEntry => one.kind === 'message' && ids.has(one.id) && isUncertain(one));
  });
  return entry;
}

/** What people are called who are to be chosen from: one of the same name as another by their last case, too, and the citizen of the case by that. */
function useLabels(people: readonly CitizenSummary[], item: CaseDetail): string[] {
  const { t } = useTexts();
  const names = people.map(({ name }) => displayName(name));
  const isNamesake = (at: number) => names.indexOf(names[at]!) !== names.lastIndexOf(names[at]!);
  const isOfCase = ({ id }: CitizenSummary) => id === item.citizen?.id;
  const files = useQueries({
    queries: people.map((one, at) => ({ ...citizenFileQuery(one.id), enabled: isNamesake(at) && !isOfCase(one) })),
  });
  return people.map((one, at) => {
    const name = names[at]!;
    const reference = isOfCase(one) ? item.reference : files[at]?.data?.cases[0]?.reference;
    return isNamesake(at) && reference ? t('case.move.whose.ofCase', { name, reference }) : name;
  });
}

/** Of whom a new case is that is made of messages, where it is not certain who wrote them: nobody is chosen beforehand. */
export function useCitizenOfSplit(item: CaseDetail, act: MoveRequest): CitizenOfSplit {
  const { t } = useTexts();
  const entry = useUncertainEntry(item, act);
  const [value, choose] = useState('');
  const { data } = useQuery({
    ...otherSendersQuery(entry ?? { id: '', from: null }, item.id),
    enabled: entry !== undefined,
  });
  const named = [...(item.citizen ? [item.citizen] : []), ...(data?.items ?? [])].filter(
    ({ name }) => name !== entry?.from?.value,
  );
  const labels = useLabels(named, item);
  if (!entry) return { options: undefined, more: 0, value, choose, wanted: {}, isMissing: false };
  const options = [
    ...named.map(({ id }, at) => ({ value: id, label: labels[at]! })),
    { value: UNKNOWN, label: t('case.move.whose.unknown') },
  ];
  const wanted = value === '' ? {} : { citizenId: value === UNKNOWN ? null : value };
  return { options, more: data?.more ?? 0, value, choose, wanted, isMissing: value === '' };
}
