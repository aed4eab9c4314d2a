import { LACKING_NAMES, type RoleSecondFactor, type SignInRules } from '@guichet/contracts';
import { PageForm } from '@guichet/ui';
import { Button, NumberInput } from '@mantine/core';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import { rolesQuery } from '../../shared/api/settings-queries.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useSession } from '../../shared/session/use-session.js';
import { roleSecondFactorQuery } from './second-factor-query.js';
import { ConfirmStoppingAgentsDialog } from './confirm-stopping-agents-dialog.js';
import { agentsStoppedByGraceDays } from './agents-stopped-by-grace-days.js';

type Lacking = RoleSecondFactor['lacking'];

/** Agents as a dialog that asks first names them. */
export const summaryOf = (lacking: Lacking) => ({
  agents: lacking.length,
  atProvider: lacking.filter(({ atProvider }) => atProvider).length,
  names: lacking.slice(0, LACKING_NAMES).map(({ agent }) => agent.name),
});

/** Finds whom another number of days stops now. */
function useFindStopped() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (days: number): Promise<Lacking> => {
      const roles = await queryClient.fetchQuery({ ...rolesQuery, staleTime: 0 });
      const states = await Promise.all(
        roles
          .filter(({ requiresSecondFactor }) => requiresSecondFactor)
          .map(({ id }) => queryClient.fetchQuery({ ...roleSecondFactorQuery(id), staleTime: 0 })),
      );
      return agentsStoppedByGraceDays(states, { days, now: Date.now() });
    },
  });
}

interface Props {
  rules: SignInRules;
  save: UseMutationResult<SignInRules, Error, SignInRules>;
}

/** How long somebody has to set one up whose role requires it. Fewer days are asked once more where they stop somebody. */
export function GraceDays({ rules, save }: Props) {
  const { t } = useTexts();
  const { agent: me } = useSession();
  const [days, setDays] = useState<number | string>(rules.graceDays);
  const isChanged = days !== '' && days !== rules.graceDays;
  const find = useFindStopped();
  const saveDays = () => save.mutate({ secondFactorFor: rules.secondFactorFor, graceDays: Number(days) });
  const stopped = find.data ?? [];
  return (
    <>
      <PageForm
        isChanged={isChanged}
        isSaving={save.isPending}
        onSubmit={() => {
          // It only warns: where nobody can say whom it stops, the rule itself can be saved.
          find.mutate(Number(days), { onSettled: (found) => found?.length || saveDays() });
        }}
      >
        <NumberInput
          label={t('organisation.secondFactor.graceDays')}
          description={t('organisation.secondFactor.graceDaysHint')}
          min={0}
          max={90}
          clampBehavior="strict"
          allowDecimal={false}
          value={days}
          onChange={setDays}
        />
        {isChanged && (
          <Button type="submit" variant="default" mt="xs" loading={find.isPending || save.isPending}>
            {t('common.save')}
          </Button>
        )}
      </PageForm>
      {stopped.length > 0 && (
        <ConfirmStoppingAgentsDialog
          title={t('organisation.secondFactor.fewerDays', { count: Number(days) })}
          submit={t('common.save')}
          stopped={summaryOf(stopped)}
          stopsOneself={stopped.some(({ agent }) => agent.id === me.id)}
          error={save.error}
          pending={save.isPending}
          onSubmit={saveDays}
          onClose={find.reset}
        />
      )}
    </>
  );
}
