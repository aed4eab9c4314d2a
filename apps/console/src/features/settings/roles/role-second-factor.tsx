import type { RoleDefinition, RoleSecondFactor as State } from '@guichet/contracts';
import { ErrorState, FormError, Hint, PageSection, Row, RowDetail, RowList, RowMain, RowName } from '@guichet/ui';
import { Anchor, Skeleton, Switch, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { sessionQuery } from '../../../shared/api/queries.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay, useSession } from '../../../shared/session/use-session.js';
import { roleSecondFactorQuery, ConfirmStoppingAgentsDialog, summaryOf } from '../../second-factor/index.js';

/** Whether a role requires a second factor of whoever holds it, and who of them has none yet. */
export function RoleSecondFactor({ role: { id } }: { role: Pick<RoleDefinition, 'id'> }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const { data: state, error, refetch } = useQuery(roleSecondFactorQuery(id));
  const { agent: me } = useSession();
  const [stopped, setStopped] = useState<State['lacking']>([]);
  const save = useMutation({
    mutationFn: (required: boolean) => call('requireSecondFactorOfRole', { params: { id }, body: { required } }),
    onSuccess: async (saved) => {
      setStopped([]);
      queryClient.setQueryData(roleSecondFactorQuery(id).queryKey, saved);
      toast({ message: t(saved.required ? 'roles.secondFactor.isRequired' : 'roles.secondFactor.isNotRequired') });
      await queryClient.invalidateQueries({ queryKey: ['roles'] });
      // Whoever requires it of themselves is asked like all others.
      await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
    },
  });
  /** Whom it stops at once is said first, as they are now. */
  const choose = async (required: boolean) => {
    const { data: now } = required ? await refetch() : {};
    const dueNow = now?.lacking.filter(({ dueAt }) => Date.parse(dueAt) <= Date.now()) ?? [];
    if (dueNow.length > 0) setStopped(dueNow);
    else save.mutate(required);
  };
  return (
    <PageSection>
      <h2>{t('roles.secondFactor.title')}</h2>
      {error && !state ? (
        <ErrorState error={error} what={t('roles.secondFactor.failed')} onRetry={() => void refetch()} />
      ) : !state ? (
        <Skeleton height={120} />
      ) : (
        <>
          {stopped.length === 0 && <FormError error={save.error} />}
          <Switch
            mt="sm"
            mb="xs"
            label={t('roles.secondFactor.label')}
            checked={save.isPending ? save.variables : state.required}
            disabled={save.isPending}
            onChange={({ currentTarget }) => void choose(currentTarget.checked)}
          />
          <Days days={state.graceDays} />
          <Lacking state={state} />
        </>
      )}
      {stopped.length > 0 && (
        <ConfirmStoppingAgentsDialog
          title={t('roles.secondFactor.stops')}
          submit={t('organisation.secondFactor.require.submit')}
          stopped={summaryOf(stopped)}
          stopsOneself={stopped.some(({ agent }) => agent.id === me.id)}
          error={save.error}
          pending={save.isPending}
          onSubmit={() => save.mutate(true)}
          onClose={() => setStopped([])}
        />
      )}
    </PageSection>
  );
}

/** How long somebody has to set one up, and where that is decided. */
function Days({ days }: { days: number }) {
  const { t } = useTexts();
  const may = useMay();
  return (
    <Hint>
      {t('roles.secondFactor.grace', { count: days })} {t('roles.secondFactor.counts')}{' '}
      {may('organisation.manage') && (
        <Anchor component={Link} to="/settings/sign-in" inherit underline="always">
          {t('roles.secondFactor.setting')}
        </Anchor>
      )}
    </Hint>
  );
}

/** Who has none yet, each with the day from which they can do nothing else, unless a provider may confirm one. */
function Lacking({ state: { required, agents, lacking } }: { state: State }) {
  const { t } = useTexts();
  const formats = useFormats();
  if (lacking.length === 0) return <Text>{t('roles.secondFactor.allHave', { count: agents })}</Text>;
  const untilOf = (dueAt: string) =>
    Date.parse(dueAt) > Date.now()
      ? t(required ? 'roles.secondFactor.until' : 'roles.secondFactor.wouldBeUntil', { date: formats.dateTime(dueAt) })
      : t(required ? 'roles.secondFactor.over' : 'roles.secondFactor.atOnce');
  return (
    <>
      <Text fw={500} mb="xs">
        {t('roles.secondFactor.lacking', { count: lacking.length, agents })}
      </Text>
      <RowList>
        {lacking.map(({ agent, atProvider, dueAt }) => (
          <Row key={agent.id}>
            <RowMain>
              <RowName>
                <Link to="/settings/agents/$agentId" params={{ agentId: agent.id }} data-whole-row>
                  <bdi>{agent.name}</bdi>
                </Link>
              </RowName>
              <RowDetail>
                {atProvider
                  ? t(required ? 'roles.secondFactor.unlessProvider' : 'roles.secondFactor.wouldUnlessProvider')
                  : untilOf(dueAt)}
              </RowDetail>
            </RowMain>
          </Row>
        ))}
      </RowList>
    </>
  );
}
