import type { CaseDetail } from '@guichet/contracts';
import { CloseButton } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Timeline } from '@guichet/contracts';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { PersonPanel } from '../people/index.js';
import { MessageAttachments } from './message/message-attachments.js';
import { SlaTimers } from './sla-timers/sla-timers.js';
import {
  SidePanelCase,
  SidePanelCases,
  SidePanelEmpty,
  SidePanelSection,
} from '../../shared/layout/side-panel-section.js';
import classes from './side-panel.module.css';

interface Props {
  item: CaseDetail;
  /** Over the case rather than beside it, where there is no room. */
  onTop: boolean;
  pinned: boolean;
  /** How often the clocks were asked for: each time they are shown anew. */
  timersRequested: number;
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

/** The panel beside a case: its person, SLA timers, files, linked cases and dates. */
export function SidePanel({ item, onTop, pinned, timersRequested, onOpen, onClose }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const files = useFiles(item);
  const linked = item.links.filter((link) => link.state === 'linked');
  return (
    <aside
      className={classes.panel}
      data-top={onTop || undefined}
      data-pinned={pinned || undefined}
      aria-label={t('case.panel.label')}
    >
      <div className={classes.close}>
        <CloseButton aria-label={t('case.panel.close')} onClick={onClose} />
      </div>
      {item.citizen ? (
        <PersonPanel citizenId={item.citizen.id} caseId={item.id} onOpen={onOpen} />
      ) : (
        <SidePanelSection title={t('case.panel.person')}>
          <SidePanelEmpty>
            <IconUserQuestion size={16} stroke={1.5} aria-hidden /> {t('case.panel.nobody')}
          </SidePanelEmpty>
        </SidePanelSection>
      )}
      {item.slaTimers.length > 0 && <SlaTimers item={item} asked={timersRequested} />}
      {files.length > 0 && (
        <SidePanelSection title={t('case.panel.files')}>
          <div className={classes.files}>
            <MessageAttachments files={files} />
          </div>
        </SidePanelSection>
      )}
      {linked.length > 0 && (
        <SidePanelSection title={t('case.panel.links')}>
          <SidePanelCases>
            {linked.map((link) => (
              <SidePanelCase
                key={link.caseId}
                subject={link.subject}
                facts={link.reference}
                onOpen={() => onOpen(link.caseId)}
              />
            ))}
          </SidePanelCases>
        </SidePanelSection>
      )}
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
    </aside>
  );
}
