import type { QueueSettings } from '@guichet/contracts';
import { ErrorState, FormColumn, PageSection, ReadOnlyNotice, SaveBar, SummaryLine } from '@guichet/ui';
import { NumberInput, Radio, Select, Skeleton, Stack, Switch } from '@mantine/core';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { queueSettingsQuery } from '../../../shared/api/settings-queries.js';
import { teamsQuery } from '../../../shared/api/queries.js';
import { call } from '../../../shared/api/client.js';
import { useEditableDocument } from '../../../shared/forms/use-editable-document.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import classes from './team-page.module.css';

export function QueueSettingsPage() {
  const { t } = useTexts();
  const { teamId } = useParams({ from: '/console/settings/teams/$teamId' });
  const { data, error, refetch } = useQuery(queueSettingsQuery(teamId));
  if (error && !data) return <ErrorState error={error} what={t('teams.queue.failed')} onRetry={() => void refetch()} />;
  return data ? <QueueForm key={teamId} teamId={teamId} saved={data} /> : <Skeleton height={260} />;
}

/** How the cases of a team find somebody, and where they go when they do not. */
function QueueForm({ teamId, saved }: { teamId: string; saved: QueueSettings }) {
  const { t } = useTexts();
  const may = useMay();
  const { data: teams = [] } = useQuery(teamsQuery);
  const own = useEditableDocument<QueueSettings>(
    {
      read: () => call('getQueue', { params: { id: teamId } }),
      save: (body) => call('saveQueue', { params: { id: teamId }, body }),
    },
    ['queue', teamId],
    saved,
  );
  const { assignment, overflow } = own.value;
  const mayWrite = may('routing.manage');
  const others = teams.filter(({ id }) => id !== teamId);
  const change = (part: Partial<QueueSettings>) => own.change((before) => ({ ...before, ...part }));
  const target = others.find(({ id }) => id === overflow?.teamId);
  const wrong = overflow && (!target || !overflow.afterMinutes) ? t('teams.queue.teamNeeded') : undefined;
  return (
    <>
      {!mayWrite && <ReadOnlyNotice>{t('settings.readOnly')}</ReadOnlyNotice>}
      <SummaryLine role="status">
        <IconArrowsSplit2 size={18} stroke={1.5} aria-hidden />
        <span>
          {t(`teams.queue.says.${assignment}`)}{' '}
          {overflow && target
            ? t('teams.queue.says.overflow', { count: overflow.afterMinutes, team: target.name })
            : t('teams.queue.says.stay')}
        </span>
      </SummaryLine>
      <PageSection>
        <h2 id="how">{t('teams.queue.how')}</h2>
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
                label={t(`teams.queue.${value}`)}
                description={t(`teams.queue.${value}Hint`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {assignment === 'automatic' && (
          <p className={classes.aside}>
            <Link to="/settings/capacity">{t('teams.queue.toCapacity')}</Link>
          </p>
        )}
      </PageSection>
      <PageSection>
        <h2>{t('teams.queue.overflow')}</h2>
        <FormColumn>
          <Switch
            mt="sm"
            label={t('teams.queue.overflowSwitch')}
            description={others.length ? t('teams.queue.overflowHint') : t('teams.queue.noOther')}
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
                label={t('teams.queue.after')}
                min={1}
                max={100_000}
                allowDecimal={false}
                clampBehavior="strict"
                readOnly={!mayWrite}
                value={overflow.afterMinutes || ''}
                onChange={(typed) => change({ overflow: { ...overflow, afterMinutes: Number(typed) } })}
              />
              <Select
                label={t('teams.queue.toTeam')}
                data={others.map(({ id, name }) => ({ value: id, label: name }))}
                searchable
                allowDeselect={false}
                readOnly={!mayWrite}
                value={target?.id ?? null}
                onChange={(id) => id && change({ overflow: { ...overflow, teamId: id } })}
              />
            </>
          )}
        </FormColumn>
      </PageSection>
      <SaveBar
        dirty={own.dirty}
        what={t('teams.queue.onSave')}
        wrong={wrong}
        error={own.error}
        pending={own.pending}
        onSave={own.save}
        onDiscard={own.discard}
      />
    </>
  );
}
