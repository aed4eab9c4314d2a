import type { CaseDetail, MessageEntry, Timeline } from '@guichet/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { displayName } from '../../../shared/i18n/display-name.js';
import type { MoveRequest } from '../../../shared/layout/overlay-state.js';
import { isUncertain } from '../message/uncertain-senders.js';
import { otherSendersQuery } from '../message/use-other-senders.js';

/** Stands for somebody who is not known. */
const UNKNOWN = 'unknown';

interface CitizenOfSplit {
  /** Of whom the new case may be, by their ids; undefined: that is not asked, as it is certain. */
  options: { value: string; label: string }[] | undefined;
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

/** Of whom a new case is that is made of messages, where it is not certain who wrote them: nobody is chosen beforehand. */
export function useCitizenOfSplit(item: CaseDetail, act: MoveRequest): CitizenOfSplit {
  const { t } = useTranslation();
  const entry = useUncertainEntry(item, act);
  const [value, choose] = useState('');
  const { data } = useQuery({
    ...otherSendersQuery(entry ?? { id: '', from: null }, item.id),
    enabled: entry !== undefined,
  });
  if (!entry) return { options: undefined, value, choose, wanted: {}, isMissing: false };
  const named = [...(item.citizen ? [item.citizen] : []), ...(data?.items ?? [])].filter(
    ({ name }) => name !== entry.from?.value,
  );
  const options = [
    ...named.map(({ id, name }) => ({ value: id, label: displayName(name) })),
    { value: UNKNOWN, label: t('case.move.whose.unknown') },
  ];
  const wanted = value === '' ? {} : { citizenId: value === UNKNOWN ? null : value };
  return { options, value, choose, wanted, isMissing: value === '' };
}
