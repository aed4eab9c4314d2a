import type { CaseDetail, MessageEntry } from '@guichet/contracts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { displayName } from '../../../shared/i18n/display-name.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { setOverlay } from '../../../shared/layout/overlay-state.js';
import { useMay } from '../../../shared/session/use-session.js';
import { othersBeside, type OthersBeside, type WayOfSender } from './uncertain-senders.js';

/** How long it is not asked again, in milliseconds. */
const KEPT_MS = 300_000;

/** A case to which a message may be moved, as it is offered. */
export interface OfferedMove {
  key: string;
  text: string;
  title: string;
  begin: () => void;
}

/** Who else may have written a message. It is asked once for all messages by the address, whatever changes in the case. */
export const otherSendersQuery = ({ id: entryId, from }: Pick<MessageEntry, 'id' | 'from'>, caseId: string) =>
  queryOptions({
    queryKey: ['other-senders', caseId, from?.value],
    staleTime: KEPT_MS,
    queryFn: ({ signal }) => call('listOtherSenders', { params: { id: caseId, entryId }, signal }),
  });

/** Says who else uses a number. */
function useOthersText() {
  const { t } = useTexts();
  const formats = useFormats();
  return ({ names, more, namesake }: OthersBeside): string => {
    if (namesake !== undefined) return t('case.otherSender.namesake', { name: namesake });
    const all = [...names, ...(more > 0 ? [t('case.otherSender.more', { count: more })] : [])];
    return all.length > 0 ? t('case.otherSender.named', { names: formats.list(all) }) : t('case.otherSender.unknown');
  };
}

/** Who else may have written a message, in words, and the cases to which it may be moved; undefined until it is known. */
export function useOtherSenders(
  entry: MessageEntry,
  item: CaseDetail,
): { text: string; moves: OfferedMove[] } | undefined {
  const { t } = useTexts();
  const may = useMay();
  const othersText = useOthersText();
  const { data } = useQuery(otherSendersQuery(entry, item.id));
  if (!data) return undefined;
  const others = othersBeside({ citizen: item.citizen, address: entry.from?.value ?? '' }, data);
  const ways = may('case.move') && !item.mergedInto ? others.ways : [];
  const offered = ({ into, citizen, isNamesake }: WayOfSender): OfferedMove => ({
    ...{ key: into.id, title: into.subject },
    text: t(isNamesake ? 'case.otherSender.moveToNamesake' : 'case.otherSender.move', {
      reference: into.reference,
      name: displayName(citizen.name),
    }),
    begin: () =>
      setOverlay({
        kind: 'move',
        item,
        act: { how: 'moved', into: { ...into, citizen }, entryIds: [entry.id], onDone: () => undefined },
      }),
  });
  return { text: othersText(others), moves: ways.map(offered) };
}
