import type { CaseDetail } from '@guichet/contracts';
import { PersonMark, StatusMark } from '@guichet/ui';
import { ActionIcon, CloseButton, CopyButton, Skeleton, Tooltip } from '@mantine/core';
import { IconAt, IconCopy, IconPhone, IconShieldCheck, IconUserQuestion } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseStatus, Timeline } from '@guichet/contracts';
import { citizenQuery } from '../api/queries.js';
import { useTimes } from '../i18n/time.js';
import { When } from '../i18n/when.js';
import { Trouble } from '../shell/trouble.js';
import { Attachments } from './attachments.js';
import classes from './side-panel.module.css';

interface Props {
  item: CaseDetail;
  /** Over the case rather than beside it, where there is no room. */
  onTop: boolean;
  pinned: boolean;
  onOpen: (caseId: string) => void;
  onClose: () => void;
}

/** The kinds of evidence we have words for; a new one is shown as it is named. */
const evidence = { wrote: true, recorded: true };

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={classes.part}>
    <h2>{title}</h2>
    {children}
  </section>
);

function Person({
  citizenId,
  item,
  onOpen,
}: {
  citizenId: string;
  item: CaseDetail;
  onOpen: (caseId: string) => void;
}) {
  const { t } = useTranslation();
  const times = useTimes();
  const { data: citizen, error, refetch } = useQuery(citizenQuery(citizenId));
  if (error) return <Trouble error={error} what={t('panel.failed')} onRetry={() => void refetch()} />;
  if (!citizen) return <Skeleton height={120} m={16} width="auto" />;
  const earlier = citizen.cases.filter((one) => one.id !== item.id);
  return (
    <>
      <Part title={t('panel.person')}>
        <p className={classes.person}>
          <PersonMark name={citizen.name} size={36} />
          <bdi>{citizen.name}</bdi>
        </p>
        <ul className={classes.handles}>
          {citizen.handles.map((handle) => (
            <li key={handle.id}>
              {handle.type === 'phone' ? (
                <IconPhone size={15} stroke={1.5} aria-hidden />
              ) : (
                <IconAt size={15} stroke={1.5} aria-hidden />
              )}
              <span className={classes.handle}>
                <bdi>{handle.value}</bdi>
                <span className={classes.evidence} title={times.full(handle.linkedAt)}>
                  {handle.verified ? <IconShieldCheck size={13} stroke={1.75} aria-hidden /> : null}
                  {handle.verified ? t('panel.verified') : t('panel.unverified')} ·{' '}
                  {handle.evidence in evidence
                    ? t(`panel.evidence.${handle.evidence as keyof typeof evidence}`)
                    : handle.evidence}
                </span>
              </span>
              <CopyButton value={handle.value}>
                {({ copy, copied }) => (
                  <Tooltip label={t(copied ? 'copied' : 'copy')}>
                    <ActionIcon size={26} aria-label={t('panel.copyHandle', { value: handle.value })} onClick={copy}>
                      <IconCopy size={15} stroke={1.5} />
                    </ActionIcon>
                  </Tooltip>
                )}
              </CopyButton>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t('panel.earlier')}>
        {earlier.length === 0 ? (
          <p className={classes.none}>{t('panel.noEarlier')}</p>
        ) : (
          <ul className={classes.cases}>
            {earlier.slice(0, 20).map((one) => (
              <li key={one.id}>
                <button type="button" onClick={() => onOpen(one.id)}>
                  <bdi className={classes.caseSubject}>{one.subject || t('noSubject')}</bdi>
                  <span className={classes.caseFacts}>
                    <StatusMark status={one.status as CaseStatus} label={t(`status.${one.status as CaseStatus}`)} />
                    <When at={one.lastEntryAt} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </Part>
    </>
  );
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

export function SidePanel({ item, onTop, pinned, onOpen, onClose }: Props) {
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
        <Person citizenId={item.citizen.id} item={item} onOpen={onOpen} />
      ) : (
        <Part title={t('panel.person')}>
          <p className={classes.none}>
            <IconUserQuestion size={16} stroke={1.5} aria-hidden /> {t('panel.nobody')}
          </p>
        </Part>
      )}
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
