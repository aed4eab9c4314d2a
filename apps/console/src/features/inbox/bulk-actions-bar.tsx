import type { CaseSummary } from '@guichet/contracts';
import { Button, CloseButton } from '@mantine/core';
import {
  IconCategory,
  IconCircleCheck,
  IconClockPause,
  IconMail,
  IconMailOff,
  IconTag,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { caseTypesQuery } from '../../shared/api/queries.js';
import { areSpam, useMarkSpam } from '../../shared/cases/use-mark-spam.js';
import { useUpdateCases } from '../../shared/cases/use-update-cases.js';
import { useMay } from '../../shared/session/use-session.js';
import { setOverlay } from '../../shared/layout/open-overlay.js';
import classes from './bulk-actions-bar.module.css';
import { updateListState, useListState } from '../../shared/cases/case-list-state.js';

/** What can be done to all selected cases at once. */
export function BulkActionsBar() {
  const { t } = useTranslation();
  const update = useUpdateCases();
  const may = useMay();
  const { data: caseTypes = [] } = useQuery({ ...caseTypesQuery, enabled: may('routing.read') });
  const rows = useListState((state) => state.rows);
  const selected = useListState((state) => state.selected);
  const items = rows.filter((row) => selected.has(row.id));
  const clear = () => updateListState({ selected: new Set() });

  return (
    <div className={classes.bar} data-bottom-bar role="toolbar" aria-label={t('inbox.bulk.label')}>
      <CloseButton aria-label={t('inbox.bulk.clear')} onClick={clear} />
      <span className={classes.count} role="status">
        {t('inbox.bulk.count', { count: items.length })}
      </span>
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={() => updateListState({ selected: new Set(rows.map((row) => row.id)) })}
      >
        {t('inbox.bulk.all')}
      </Button>
      <span className={classes.actions}>
        {may('case.assign') && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconUserPlus size={15} stroke={1.5} />}
            onClick={() => setOverlay({ kind: 'choose', what: 'assignee', items })}
          >
            {t('case.action.assign')}
          </Button>
        )}
        {may('case.assign') && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconUsers size={15} stroke={1.5} />}
            onClick={() => setOverlay({ kind: 'choose', what: 'team', items })}
          >
            {t('case.action.team')}
          </Button>
        )}
        {may('case.update') && caseTypes.some(({ active }) => active) && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconCategory size={15} stroke={1.5} />}
            onClick={() => setOverlay({ kind: 'choose', what: 'caseType', items })}
          >
            {t('case.caseType.short')}
          </Button>
        )}
        {may('case.update') && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconTag size={15} stroke={1.5} />}
            onClick={() => setOverlay({ kind: 'choose', what: 'tags', items })}
          >
            {t('case.action.tag')}
          </Button>
        )}
        {may('case.update') && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconClockPause size={15} stroke={1.5} />}
            onClick={() => setOverlay({ kind: 'choose', what: 'snooze', items })}
          >
            {t('case.action.snooze')}
          </Button>
        )}
        {may('case.close') && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconCircleCheck size={15} stroke={1.5} />}
            onClick={() => {
              void update(items, { status: 'closed' }, t('common.toast.closed', { count: items.length }));
              clear();
            }}
          >
            {t('case.action.closeShort')}
          </Button>
        )}
        {may('case.close') && <SpamButton items={items} onDone={clear} />}
      </span>
    </div>
  );
}

function SpamButton({ items, onDone }: { items: readonly CaseSummary[]; onDone: () => void }) {
  const { t } = useTranslation();
  const markSpam = useMarkSpam();
  const spam = areSpam(items);
  const Glyph = spam ? IconMail : IconMailOff;
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<Glyph size={15} stroke={1.5} />}
      onClick={() => {
        markSpam(items);
        onDone();
      }}
    >
      {spam ? t('case.action.notSpam') : t('case.action.spam')}
    </Button>
  );
}
