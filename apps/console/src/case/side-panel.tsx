import type { CaseDetail } from '@guichet/contracts';
import { CloseButton } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Timeline } from '@guichet/contracts';
import { useTimes } from '../i18n/time.js';
import { Person } from '../person/person.js';
import { Attachments } from './attachments.js';
import { Clocks } from './clocks.js';
import { Part } from './part.js';
import classes from './side-panel.module.css';

interface Props {
  item: CaseDetail;
  /** Over the case rather than beside it, where there is no room. */
  onTop: boolean;
  pinned: boolean;
  /** How often the clocks were asked for: each time they are shown anew. */
  clocksAsked: number;
  onOpen: (caseId: string) => void;
  onClose: () => void;
}

/** The files of what has been read of the timeline, newest first. */
function useFiles(item: CaseDetail) {
  const queryClient = useQueryClient();
  return useMemo(
    () =>
      queryClient
        .getQueriesData<Timeline>({ queryKey: ['timeline', item.id] })
        .flatMap(([, timeline]) => timeline?.items ?? [])
        .flatMap((entry) => (entry.kind === 'message' ? entry.attachments.filter((file) => !file.inline) : []))
        .reverse(),
    // A new entry may bring new files.
    [queryClient, item.id, item.lastPosition, item.version],
  );
}

export function SidePanel({ item, onTop, pinned, clocksAsked, onOpen, onClose }: Props) {
  const { t } = useTranslation();
  const times = useTimes();
  const files = useFiles(item);
  const linked = item.links.filter((link) => link.state === 'linked');
  return (
    <aside
      className={classes.panel}
      data-top={onTop || undefined}
      data-pinned={pinned || undefined}
      aria-label={t('panel.label')}
    >
      <div className={classes.close}>
        <CloseButton aria-label={t('panel.close')} onClick={onClose} />
      </div>
      {item.citizen ? (
        <Person citizenId={item.citizen.id} caseId={item.id} onOpen={onOpen} />
      ) : (
        <Part title={t('panel.person')}>
          <p className={classes.none}>
            <IconUserQuestion size={16} stroke={1.5} aria-hidden /> {t('panel.nobody')}
          </p>
        </Part>
      )}
      {item.clocks.length > 0 && <Clocks item={item} asked={clocksAsked} />}
      {files.length > 0 && (
        <Part title={t('panel.files')}>
          <div className={classes.files}>
            <Attachments files={files} />
          </div>
        </Part>
      )}
      {linked.length > 0 && (
        <Part title={t('panel.links')}>
          <ul className={classes.cases}>
            {linked.map((link) => (
              <li key={link.caseId}>
                <button type="button" onClick={() => onOpen(link.caseId)}>
                  <bdi className={classes.caseSubject}>{link.subject}</bdi>
                  <span className={classes.caseFacts}>{link.reference}</span>
                </button>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title={t('panel.case')}>
        <dl className={classes.facts}>
          <dt>{t('panel.opened')}</dt>
          <dd>{times.dateTime(item.openedAt)}</dd>
          {item.closedAt && (
            <>
              <dt>{t('panel.closed')}</dt>
              <dd>{times.dateTime(item.closedAt)}</dd>
            </>
          )}
          <dt>{t('panel.entries')}</dt>
          <dd>{times.number(item.lastPosition)}</dd>
        </dl>
      </Part>
    </aside>
  );
}
