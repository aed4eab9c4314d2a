import type { CaseDetail, MessageEntry, OtherSenders } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowsExchange } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';
import { displayName } from '../../../shared/i18n/display-name.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { setOverlay } from '../../../shared/layout/overlay-state.js';
import { useMay } from '../../../shared/session/use-session.js';
import classes from './uncertain-sender-notice.module.css';

/** How long it is not asked again, in milliseconds. */
const KEPT_MS = 300_000;

/** The most cases that are offered. */
const MOST_WAYS = 5;

/** The names of those who use the number as well, each once: one person may have several records. That of the case is said by the case. */
function namesBeside({ citizen }: CaseDetail, { items }: OtherSenders): string[] {
  const names = [...new Set(items.map(({ name }) => displayName(name)))];
  const others = names.filter((name) => name !== displayName(citizen?.name ?? ''));
  return others.length > 0 ? others : names;
}

/** Who else uses the number of a message of which it is not certain who wrote it, and the way to move it to a case of theirs. */
export function UncertainSenderNotice({ entry, item }: { entry: MessageEntry; item: CaseDetail }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const may = useMay();
  const { data } = useQuery({
    // Once for all messages by the address, whatever changes in the case.
    queryKey: ['other-senders', item.id, entry.from?.value],
    staleTime: KEPT_MS,
    queryFn: ({ signal }) => call('listOtherSenders', { params: { id: item.id, entryId: entry.id }, signal }),
  });
  if (!data) return null;
  const names = formats.list([
    ...namesBeside(item, data),
    ...(data.more > 0 ? [t('case.otherSender.more', { count: data.more })] : []),
  ]);
  const movable = may('case.move') && !item.mergedInto ? data.items : [];
  const ways = movable.flatMap(({ cases, ...citizen }) => cases.map((into) => ({ into, citizen })));
  return (
    <div role="note" className={classes.notice}>
      <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
      <span className={classes.text}>
        {names ? t('case.otherSender.named', { names }) : t('case.otherSender.unknown')}
      </span>
      {ways.slice(0, MOST_WAYS).map(({ into, citizen }) => (
        <Button
          key={into.id}
          variant="default"
          size="compact-sm"
          className={classes.move}
          title={into.subject}
          leftSection={<IconArrowsExchange size={15} stroke={1.5} aria-hidden />}
          onClick={() =>
            setOverlay({
              kind: 'move',
              item,
              act: { how: 'moved', into: { ...into, citizen }, entryIds: [entry.id], onDone: () => undefined },
            })
          }
        >
          {t('case.otherSender.move', { reference: into.reference, name: displayName(citizen.name) })}
        </Button>
      ))}
    </div>
  );
}
