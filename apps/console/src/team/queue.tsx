import type { QueueSettings } from '@guichet/contracts';
import { NumberInput, Radio, Select, Skeleton, Stack, Switch } from '@mantine/core';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queueQuery } from '../api/circulation.js';
import { teamsQuery } from '../api/queries.js';
import circulation from '../circulation/circulation.module.css';
import { SaveBar } from '../circulation/save-bar.js';
import { useDocument } from '../circulation/use-document.js';
import { useMay } from '../session/use-session.js';
import settings from '../settings/settings.module.css';
import { Trouble } from '../shell/trouble.js';
import classes from './team.module.css';

export function Queue() {
  const { t } = useTranslation();
  const { teamId } = useParams({ from: '/desk/settings/teams/$teamId' });
  const { data, error, refetch } = useQuery(queueQuery(teamId));
  if (error && !data)
    return <Trouble error={error} what={t('workforce.queue.failed')} onRetry={() => void refetch()} />;
  return data ? <QueueForm key={teamId} teamId={teamId} saved={data} /> : <Skeleton height={260} />;
}

/** How the cases of a team find somebody, and where they go when they do not. */
function QueueForm({ teamId, saved }: { teamId: string; saved: QueueSettings }) {
  const { t } = useTranslation();
  const may = useMay();
  const { data: teams = [] } = useQuery(teamsQuery);
  const own = useDocument<QueueSettings>(`/teams/${teamId}/queue`, ['queue', teamId], saved);
  const { assignment, overflow } = own.value;
  const mayWrite = may('circulation.manage');
  const others = teams.filter(({ id }) => id !== teamId);
  const change = (part: Partial<QueueSettings>) => own.change((before) => ({ ...before, ...part }));
  const target = others.find(({ id }) => id === overflow?.teamId);
  const wrong = overflow && (!target || !overflow.afterMinutes) ? t('workforce.queue.teamNeeded') : undefined;
  return (
    <>
      {!mayWrite && <p className={circulation.readOnly}>{t('circulation.readOnly')}</p>}
      <p className={classes.summary} role="status">
        <IconArrowsSplit2 size={18} stroke={1.5} aria-hidden />
        <span>
          {t(`workforce.queue.says.${assignment}`)}{' '}
          {overflow && target
            ? t('workforce.queue.says.overflow', { count: overflow.afterMinutes, team: target.name })
            : t('workforce.queue.says.stay')}
        </span>
      </p>
      <section className={settings.part}>
        <h2 id="how">{t('workforce.queue.how')}</h2>
        <Radio.Group
          mt="sm"
          aria-labelledby="how"
          value={assignment}
          onChange={(value) => change({ assignment: value })}
        >
          <Stack gap="sm">
            {(['manual', 'automatic'] as const).map((value) => (
              <Radio
                key={value}
                value={value}
                disabled={!mayWrite}
                label={t(`workforce.queue.${value}`)}
                description={t(`workforce.queue.${value}Hint`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {assignment === 'automatic' && (
          <p className={classes.aside}>
            <Link to="/settings/capacity">{t('workforce.queue.toCapacity')}</Link>
          </p>
        )}
      </section>
      <section className={settings.part}>
        <h2>{t('workforce.queue.overflow')}</h2>
        <div className={settings.form}>
          <Switch
            mt="sm"
            label={t('workforce.queue.overflowSwitch')}
            description={others.length ? t('workforce.queue.overflowHint') : t('workforce.queue.noOther')}
            disabled={!mayWrite || others.length === 0}
            checked={overflow !== null}
            onChange={(event) =>
              change({
                overflow: event.currentTarget.checked ? { teamId: others[0]?.id ?? '', afterMinutes: 60 } : null,
              })
            }
          />
          {overflow && (
            <>
              <NumberInput
                label={t('workforce.queue.after')}
                min={1}
                max={100_000}
                allowDecimal={false}
                clampBehavior="strict"
                readOnly={!mayWrite}
                value={overflow.afterMinutes || ''}
                onChange={(typed) => change({ overflow: { ...overflow, afterMinutes: Number(typed) } })}
              />
              <Select
                label={t('workforce.queue.toTeam')}
                data={others.map(({ id, name }) => ({ value: id, label: name }))}
                searchable
                allowDeselect={false}
                readOnly={!mayWrite}
                value={target?.id ?? null}
                onChange={(id) => id && change({ overflow: { ...overflow, teamId: id } })}
              />
            </>
          )}
        </div>
      </section>
      <SaveBar
        dirty={own.dirty}
        what={t('workforce.queue.onSave')}
        wrong={wrong}
        error={own.error}
        pending={own.pending}
        onSave={own.save}
        onDiscard={own.discard}
      />
    </>
  );
}
