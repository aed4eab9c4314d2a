import type { CaseStatus, Citizen } from '@guichet/contracts';
import { StatusMark } from '@guichet/ui';
import { ActionIcon } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Suspense, useId, useState } from 'react';
import { ShortTime } from '../../shared/i18n/short-time.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { SidePanelCase } from '../../shared/layout/side-panel-section.js';
import { EarlierEntries } from './lazy-components.js';
import classes from './earlier-case.module.css';

interface Props {
  earlier: Citizen['cases'][number];
  onOpen: () => void;
}

/** Another case of a person: its last messages unfold in place, beside the case that is being worked on. */
export function EarlierCase({ earlier, onOpen }: Props) {
  const { t } = useTexts();
  const [unfolded, setUnfolded] = useState(false);
  const entries = useId();
  const subject = earlier.subject || t('common.noSubject');
  const status = earlier.status as CaseStatus;
  return (
    <SidePanelCase
      subject={subject}
      facts={
        <>
          <StatusMark status={status} label={t(`common.status.${status}`)} />
          <ShortTime at={earlier.lastEntryAt} />
        </>
      }
      onOpen={onOpen}
      beside={
        <ActionIcon
          size={26}
          className={classes.fold}
          data-open={unfolded || undefined}
          aria-label={t('people.earlier.fold', { subject })}
          aria-expanded={unfolded}
          aria-controls={unfolded ? entries : undefined}
          onClick={() => setUnfolded(!unfolded)}
        >
          <IconChevronRight size={15} stroke={1.5} />
        </ActionIcon>
      }
    >
      {unfolded && (
        <div id={entries} className={classes.entries} tabIndex={0} role="group" aria-label={subject}>
          <Suspense>
            <EarlierEntries caseId={earlier.id} />
          </Suspense>
        </div>
      )}
    </SidePanelCase>
  );
}
