import type { CaseDetail } from '@guichet/contracts';
import { Button, Skeleton } from '@mantine/core';
import { IconUserPlus, IconUserQuestion } from '@tabler/icons-react';
import { useIsFetching, useQuery, useQueryClient } from '@tanstack/react-query';
import { memo, useMemo } from 'react';
import type { Timeline } from '@guichet/contracts';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { PersonPanel } from '../people/index.js';
import { citizenQuery } from '../../shared/api/queries.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';
import { useMay } from '../../shared/session/use-session.js';
import { Checklist } from './checklist/checklist.js';
import { CaseFields } from './fields/case-fields.js';
import { LinkedCases } from './links/linked-cases.js';
import { entriesThatStand, listedFilesOf } from './message/canceled-entries.js';
import { MessageAttachments } from './message/message-attachments.js';
import { SlaTimers } from './sla-timers/sla-timers.js';
import { SidePanelEmpty, SidePanelSection } from '../../shared/layout/side-panel-section.js';
import classes from './side-panel-content.module.css';

interface Props {
  item: CaseDetail;
  /** How often the clocks were asked for: each time they are shown anew. */
  timersRequested: number;
  /** The key of a field that is asked for, as an object of its own each time. */
  askedField: { key: string } | undefined;
  onOpen: (caseId: string) => void;
}

/** The files of what has been read of the timeline, newest first. */
function useFiles(item: CaseDetail) {
  const queryClient = useQueryClient();
  const fetching = useIsFetching({ queryKey: ['timeline', item.id] });
  return useMemo(
    () =>
      entriesThatStand(
        queryClient
          .getQueriesData<Timeline>({ queryKey: ['timeline', item.id] })
          .flatMap(([, timeline]) => timeline?.items ?? []),
      )
        .flatMap(listedFilesOf)
        .reverse(),
    // A new entry may bring new files, and one that takes another back is here only once it was fetched.
    [queryClient, item.id, item.lastPosition, item.version, fetching],
  );
}

function Files({ item }: Pick<Props, 'item'>) {
  const { t } = useTexts();
  const files = useFiles(item);
  if (files.length === 0) return null;
  return (
    <SidePanelSection title={t('case.panel.files')}>
      <div className={classes.files}>
        <MessageAttachments files={files} />
      </div>
    </SidePanelSection>
  );
}

const SidePanelSkeleton = () => (
  <div className={classes.shape} aria-hidden>
    <Skeleton height={36} width={36} circle />
    <Skeleton height={12} width="70%" />
    <Skeleton height={12} width="45%" />
  </div>
);

/** What the panel beside a case says: its person, the fields of its type, its checklist, SLA timers, files, linked cases and dates. */
export const SidePanelContent = memo(function SidePanelContent({ item, timersRequested, askedField, onOpen }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const may = useMay();
  const { citizen } = item;
  const { isLoading } = useQuery({ ...citizenQuery(citizen?.id ?? '', item.id), enabled: citizen !== null });
  // The parts come together, so that none pushes another down.
  if (isLoading) return <SidePanelSkeleton />;
  return (
    <>
      {item.citizen ? (
        <PersonPanel citizenId={item.citizen.id} caseId={item.id} onOpen={onOpen} />
      ) : (
        <SidePanelSection title={t('case.panel.person')}>
          <SidePanelEmpty>
            <IconUserQuestion size={16} stroke={1.5} aria-hidden /> {t('case.panel.nobody')}
          </SidePanelEmpty>
          {may('case.update') && !item.mergedInto && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              className={classes.name}
              leftSection={<IconUserPlus size={15} stroke={1.5} />}
              onClick={() => setOverlay({ kind: 'name-citizen', item })}
            >
              {t('case.nameCitizen.open')}
            </Button>
          )}
        </SidePanelSection>
      )}
      <CaseFields key={item.id} item={item} asked={askedField} />
      <Checklist key={`steps of ${item.id}`} item={item} asked={askedField} />
      {item.slaTimers.length > 0 && <SlaTimers item={item} asked={timersRequested} />}
      <Files item={item} />
      <LinkedCases item={item} onOpen={onOpen} />
      <SidePanelSection title={t('case.panel.case')}>
        <dl className={classes.facts}>
          <dt>{t('case.panel.opened')}</dt>
          <dd>{formats.dateTime(item.openedAt)}</dd>
          {item.closedAt && (
            <>
              <dt>{t('case.panel.closed')}</dt>
              <dd>{formats.dateTime(item.closedAt)}</dd>
            </>
          )}
          <dt>{t('case.panel.entries')}</dt>
          <dd>{formats.number(item.lastPosition)}</dd>
        </dl>
      </SidePanelSection>
    </>
  );
});
