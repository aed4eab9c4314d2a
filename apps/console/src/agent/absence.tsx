import type { AgentAtWork } from '@guichet/contracts';
import { Button, Skeleton } from '@mantine/core';
import { IconBeach } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { remove } from '../api/client.js';
import { presenceQuery } from '../api/queries.js';
import { useProblemText } from '../i18n/problem-text.js';
import { useTimes } from '../i18n/time.js';
import { useSession } from '../session/use-session.js';
import settings from '../settings/settings.module.css';
import { toast, toastFailure } from '../shell/toast.js';
import { Trouble } from '../shell/trouble.js';
import { AbsenceDialog } from './absence-dialog.js';
import classes from './absence.module.css';

/** Whether an agent is there, until when not, and who stands in. */
export function Absence({ agentId }: { agentId: string }) {
  const { t } = useTranslation();
  const { agent: me } = useSession();
  const { data, error, refetch } = useQuery(presenceQuery);
  const agent = data?.find(({ id }) => id === agentId);
  const [beginning, setBeginning] = useState(false);
  return (
    <section className={settings.part}>
      <h2>{t(agentId === me.id ? 'workforce.absence.titleOwn' : 'workforce.absence.title')}</h2>
      <p className={settings.hint}>{t('workforce.absence.hint')}</p>
      {error && !data ? (
        <Trouble error={error} what={t('workforce.absence.failed')} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={36} />
      ) : (
        <>
          {agent?.absence && <Away agent={agent} absence={agent.absence} />}
          {agent?.planned && !agent.absence && <Planned agent={agent} planned={agent.planned} />}
          {!agent?.absence && !agent?.planned && (
            <div className={classes.line}>
              <span>{t('workforce.absence.none')}</span>
              <Button variant="default" disabled={!agent} onClick={() => setBeginning(true)}>
                {t('workforce.absence.plan')}
              </Button>
            </div>
          )}
        </>
      )}
      {beginning && agent && (
        <AbsenceDialog agentId={agentId} name={agent.name} open={agent.open} onClose={() => setBeginning(false)} />
      )}
    </section>
  );
}

/** Ends the absence that is, or takes the planned one back. */
function useEnd(agentId: string, { said, failed }: { said: string; failed: string }) {
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => remove(`/agents/${agentId}/absence`),
    onSuccess: async () => {
      toast({ message: said });
      await queryClient.invalidateQueries({ queryKey: ['presence'] });
    },
    onError: (error) => toastFailure(failed, problemText(error)),
  });
}

function Planned({ agent, planned }: { agent: AgentAtWork; planned: NonNullable<AgentAtWork['planned']> }) {
  const { t } = useTranslation();
  const times = useTimes();
  const withdraw = useEnd(agent.id, {
    said: t('workforce.absence.withdrawn'),
    failed: t('workforce.absence.withdraw'),
  });
  const from = times.dateTime(planned.from);
  return (
    <div className={classes.line} data-away>
      <IconBeach size={18} stroke={1.5} aria-hidden />
      <span>
        <strong>
          {planned.until
            ? t('workforce.absence.plannedUntil', { from, until: times.dateTime(planned.until) })
            : t('workforce.absence.planned', { from })}
        </strong>
        {' · '}
        {planned.substitute
          ? t('workforce.absence.willStandIn', { name: planned.substitute.name })
          : t('workforce.absence.nobodyWillStandIn')}
        {' · '}
        {t(`workforce.absence.then.${planned.handOver}`)}
      </span>
      <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
        {t('workforce.absence.withdraw')}
      </Button>
    </div>
  );
}

function Away({ agent, absence }: { agent: AgentAtWork; absence: NonNullable<AgentAtWork['absence']> }) {
  const { t } = useTranslation();
  const times = useTimes();
  const { agent: me } = useSession();
  const end = useEnd(agent.id, { said: t('workforce.absence.ended'), failed: t('workforce.absence.end') });
  const { until, substitute } = absence;
  return (
    <div className={classes.line} data-away>
      <IconBeach size={18} stroke={1.5} aria-hidden />
      <span>
        <strong>
          {until
            ? t('workforce.absence.untilKnown', { until: times.dateTime(until) })
            : t('workforce.absence.untilUnknown')}
        </strong>
        {' · '}
        {substitute
          ? t('workforce.absence.standsIn', { name: substitute.name })
          : t('workforce.absence.nobodyStandsIn')}
      </span>
      <Button variant="default" loading={end.isPending} onClick={() => end.mutate()}>
        {t(agent.id === me.id ? 'workforce.absence.back' : 'workforce.absence.end')}
      </Button>
    </div>
  );
}
