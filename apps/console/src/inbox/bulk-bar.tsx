import { Button, CloseButton } from '@mantine/core';
import { IconCategory, IconCircleCheck, IconClockPause, IconTag, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { kindsQuery } from '../api/queries.js';
import { useUpdate } from '../case/use-update.js';
import { overlay } from '../shell/overlay.js';
import classes from './bulk-bar.module.css';
import { lay, useDesk } from './desk.js';

/** What can be done to all selected cases at once. */
export function BulkBar() {
  const { t } = useTranslation();
  const update = useUpdate();
  const { data: kinds = [] } = useQuery(kindsQuery);
  const rows = useDesk((desk) => desk.rows);
  const selected = useDesk((desk) => desk.selected);
  const items = rows.filter((row) => selected.has(row.id));
  const clear = () => lay({ selected: new Set() });

  return (
    <div className={classes.bar} role="toolbar" aria-label={t('bulk.label')}>
      <CloseButton aria-label={t('bulk.clear')} onClick={clear} />
      <span className={classes.count} role="status">
        {t('bulk.count', { count: items.length })}
      </span>
      <Button variant="subtle" size="compact-sm" onClick={() => lay({ selected: new Set(rows.map((row) => row.id)) })}>
        {t('bulk.all')}
      </Button>
      <span className={classes.actions}>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconUserPlus size={15} stroke={1.5} />}
          onClick={() => overlay({ kind: 'choose', what: 'assignee', items })}
        >
          {t('act.assign')}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconUsers size={15} stroke={1.5} />}
          onClick={() => overlay({ kind: 'choose', what: 'team', items })}
        >
          {t('desk.teamAct')}
        </Button>
        {kinds.some(({ active }) => active) && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconCategory size={15} stroke={1.5} />}
            onClick={() => overlay({ kind: 'choose', what: 'kind', items })}
          >
            {t('desk.kind.short')}
          </Button>
        )}
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconTag size={15} stroke={1.5} />}
          onClick={() => overlay({ kind: 'choose', what: 'tags', items })}
        >
          {t('act.tag')}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconClockPause size={15} stroke={1.5} />}
          onClick={() => overlay({ kind: 'choose', what: 'snooze', items })}
        >
          {t('act.snooze')}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconCircleCheck size={15} stroke={1.5} />}
          onClick={() => {
            void update(items, { status: 'closed' }, t('toast.closed', { count: items.length }));
            clear();
          }}
        >
          {t('act.closeShort')}
        </Button>
      </span>
    </div>
  );
}
