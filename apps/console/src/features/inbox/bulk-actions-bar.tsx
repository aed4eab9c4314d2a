import type { CaseSummary } from '@guichet/contracts';
import { Button, CloseButton } from '@mantine/core';
import {
  IconCategory,
  IconCircleCheck,
  IconClockPause,
  IconMail,
  IconMailForward,
  IconMailOff,
  IconPlaylistAdd,
  IconTag,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { caseTypesQuery, type CaseFilter } from '../../shared/api/queries.js';
import { useStartBulkAction } from '../../shared/bulk/use-start-bulk-action.js';
import { areSpam, useMarkSpam } from '../../shared/cases/use-mark-spam.js';
import { useUpdateCases } from '../../shared/cases/use-update-cases.js';
import { useMay } from '../../shared/session/use-session.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';
import classes from './bulk-actions-bar.module.css';
import { ChosenCountAndSelectAll } from './bulk/chosen-count-and-select-all.js';
import { updateListState, useListState } from '../../shared/cases/case-list-state.js';

/** What can be done to all selected cases at once, or to all of the list. */
export function BulkActionsBar({ filter }: { filter: CaseFilter }) {
  const { t } = useTranslation();
  const update = useUpdateCases();
  const start = useStartBulkAction();
  const may = useMay();
  const { data: caseTypes = [] } = useQuery({ ...caseTypesQuery, enabled: may('routing.read') });
  const rows = useListState((state) => state.rows);
  const selected = useListState((state) => state.selected);
  const whole = useListState((state) => state.whole);
  const items = rows.filter((row) => selected.has(row.id));
  const clear = () => updateListState({ selected: new Set() });
  const setStatus = (status: 'open' | 'closed' | 'spam') =>
    whole && void start(whole, { kind: 'update', change: { status } });

  return (
    <div className={classes.bar} data-bottom-bar role="toolbar" aria-label={t('inbox.bulk.label')}>
      <CloseButton aria-label={t('inbox.bulk.clear')} onClick={clear} />
      <ChosenCountAndSelectAll filter={filter} rows={rows} chosen={items.length} whole={whole} />
      <span className={classes.actions}>
        {may('case.assign') && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconUserPlus size={15} stroke={1.5} />}
            onClick={() => setOverlay({ kind: 'choose', what: 'assignee', items, whole })}
          >
            {t('case.action.assign')}
          </Button>
        )}
        {may('case.assign') && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconUsers size={15} stroke={1.5} />}
            onClick={() => setOverlay({ kind: 'choose', what: 'team', items, whole })}
          >
            {t('case.action.team')}
          </Button>
        )}
        {may('case.update') && caseTypes.some(({ active }) => active) && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconCategory size={15} stroke={1.5} />}
            onClick={() => setOverlay({ kind: 'choose', what: 'caseType', items, whole })}
          >
            {t('case.caseType.short')}
          </Button>
        )}
        {may('case.update') && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconTag size={15} stroke={1.5} />}
            onClick={() => setOverlay({ kind: 'choose', what: 'tags', items, whole })}
          >
            {t('case.action.tag')}
          </Button>
        )}
        {may('case.update') && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconClockPause size={15} stroke={1.5} />}
            onClick={() => setOverlay({ kind: 'choose', what: 'snooze', items, whole })}
          >
            {t('case.action.snooze')}
          </Button>
        )}
        {may('case.update') && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlaylistAdd size={15} stroke={1.5} />}
            onClick={() =>
              setOverlay({
                kind: 'macro-for-many',
                chosen: whole ?? items.map(({ id }) => id),
                count: whole?.count ?? items.length,
              })
            }
          >
            {t('app.shortcut.macro')}
          </Button>
        )}
        {may('case.close') && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconCircleCheck size={15} stroke={1.5} />}
            onClick={() => {
              if (whole) return setStatus('closed');
              void update(items, { status: 'closed' }, t('common.toast.closed', { count: items.length }));
              clear();
            }}
          >
            {t('case.action.closeShort')}
          </Button>
        )}
        {may('case.close') && <SpamButton items={items} onDone={clear} setStatus={whole && setStatus} />}
        {may('case.reply') && may('template.read') && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconMailForward size={15} stroke={1.5} />}
            onClick={() =>
              setOverlay({
                kind: 'reply-to-many',
                chosen: whole ?? items.map(({ id }) => id),
                count: whole?.count ?? items.length,
              })
            }
          >
            {t('bulk.reply.action')}
          </Button>
        )}
      </span>
    </div>
  );
}

interface SpamProps {
  items: readonly CaseSummary[];
  onDone: () => void;
  /** For all cases of the list; undefined: only the items are chosen. */
  setStatus: ((status: 'open' | 'spam') => void) | undefined;
}

function SpamButton({ items, onDone, setStatus }: SpamProps) {
  const { t } = useTranslation();
  const markSpam = useMarkSpam();
  const spam = areSpam(items);
  const Glyph = spam ? IconMail : IconMailOff;
  return (
    <Button
      className={spam ? classes.long : undefined}
      variant="default"
      size="compact-sm"
      leftSection={<Glyph size={15} stroke={1.5} />}
      onClick={() => {
        if (setStatus) return setStatus(spam ? 'open' : 'spam');
        markSpam(items);
        onDone();
      }}
    >
      {spam ? t('case.action.notSpam') : t('case.action.spam')}
    </Button>
  );
}
