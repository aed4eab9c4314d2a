import type { WorkforceMember } from '@guichet/contracts';
import { ErrorState, Hint, PageSection } from '@guichet/ui';
import { Button, Skeleton } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { agentsQuery, presenceQuery, teamsQuery } from '../../../shared/api/queries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useAbsenceEndTexts } from '../../../shared/session/use-absence-end-texts.js';
import { useSession } from '../../../shared/session/use-session.js';
import { AbsenceDialog } from './absence-dialog.js';
import { CasesToGiveBack } from './cases-to-give-back.js';
import { teamsUnseenBySubstitute } from './substitute-choice-and-effects.js';
import { useEndAbsence } from './use-end-absence.js';
import classes from './agent-absence.module.css';

/** The current or planned absence of an agent, with the substitute. */
export function AgentAbsence({ agentId }: { agentId: string }) {
  const { t } = useTexts();
  const { agent: me } = useSession();
  const { data, error, refetch } = useQuery(presenceQuery);
  const agent = data?.find(({ id }) => id === agentId);
  // What is changed is the absence as it was shown: it may end or begin while the window is open.
  const [edited, setEdited] = useState<Pick<WorkforceMember, 'planned' | 'absence'> | null>(null);
  const edit = () => agent && setEdited({ planned: agent.absence ? null : agent.planned, absence: agent.absence });
  return (
    // Notifications lead to it by this name.
    <PageSection id="absence" tabIndex={-1}>
      <h2>{t(agentId === me.id ? 'agents.absence.titleOwn' : 'agents.absence.title')}</h2>
      <Hint>{t(agentId === me.id ? 'agents.absence.hintOwn' : 'agents.absence.hint')}</Hint>
      {error && !data ? (
        <ErrorState error={error} what={t('agents.absence.failed')} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={36} />
      ) : (
        <>
          <CasesToGiveBack agentId={agentId} />
          {agent?.absence && <Away agent={agent} absence={agent.absence} onChange={edit} />}
          {agent?.planned && !agent.absence && <Planned agent={agent} planned={agent.planned} onChange={edit} />}
          {!agent?.absence && !agent?.planned && (
            <div className={classes.line}>
              <span>{t('agents.absence.none')}</span>
              <Button variant="default" disabled={!agent} onClick={edit}>
                {t('agents.absence.plan')}
              </Button>
            </div>
          )}
        </>
      )}
      {edited && agent && (
        <AbsenceDialog
          agentId={agentId}
          name={agent.name}
          planned={edited.planned}
          running={edited.absence}
          onClose={() => setEdited(null)}
        />
      )}
    </PageSection>
  );
}

/** The names of the teams whose cases a substitute cannot get. */
function useTeamsUnseen(agentId: string, substituteId: string | undefined): string[] {
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const [absent, substitute] = [agentId, substituteId].map((id) => agents.find((agent) => agent.id === id));
  if (!absent || !substitute) return [];
  const unseen = teamsUnseenBySubstitute(substitute, absent);
  return teams.filter(({ id }) => unseen.includes(id)).map(({ name }) => name);
}

interface PlannedProps {
  agent: WorkforceMember;
  planned: NonNullable<WorkforceMember['planned']>;
  onChange: () => void;
}

function Planned({ agent, planned, onChange }: PlannedProps) {
  const { t } = useTexts();
  const formats = useFormats();
  const withdraw = useEndAbsence(agent.id, {
    said: t('agents.absence.withdrawn'),
    failed: t('agents.absence.withdraw'),
  });
  const from = formats.absenceFrom(planned.from);
  const queues = useTeamsUnseen(agent.id, planned.substitute?.id);
  return (
    <div className={classes.line} data-away>
      <IconCalendarOff size={18} stroke={1.5} aria-hidden />
      <span>
        <strong>
          {planned.until
            ? t('agents.absence.plannedUntil', { from, until: formats.absenceUntil(planned.until) })
            : t('agents.absence.planned', { from })}
        </strong>
        {' · '}
        {planned.substitute
          ? t('agents.absence.willStandIn', { name: planned.substitute.name })
          : t('agents.absence.nobodyWillStandIn')}
        {' · '}
        {planned.handOver === 'substitute' && queues.length > 0
          ? t('agents.absence.then.substituteOrQueue', { teams: formats.list(queues) })
          : t(`agents.absence.then.${planned.handOver}`)}
      </span>
      <Button variant="default" onClick={onChange}>
        {t('agents.absence.change')}
      </Button>
      <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
        {t('agents.absence.withdraw')}
      </Button>
    </div>
  );
}

interface AwayProps {
  agent: WorkforceMember;
  absence: NonNullable<WorkforceMember['absence']>;
  onChange: () => void;
}

function Away({ agent, absence, onChange }: AwayProps) {
  const { t } = useTexts();
  const formats = useFormats();
  const { agent: me } = useSession();
  const navigate = useNavigate();
  const { until, substitute } = absence;
  const seeCases = (assignee: string) => () =>
    void navigate({ to: '/inbox/$view', params: { view: 'all' }, search: { status: 'open', assignee } });
  const { before, ended, after } = useAbsenceEndTexts(agent, {
    before: t('agents.absence.stayWithYou.before'),
    after: t('agents.absence.stayWithYou.after'),
  });
  const end = useEndAbsence(agent.id, {
    said: after,
    ended,
    failed: t('agents.absence.end'),
    ...(substitute && {
      link: { label: t('agents.absence.seeCases', { name: substitute.name }), run: seeCases(substitute.id) },
    }),
  });
  return (
    <div className={classes.line} data-away>
      <IconCalendarOff size={18} stroke={1.5} aria-hidden />
      <span>
        <strong>
          {until
            ? t('agents.absence.untilKnown', { until: formats.absenceUntil(until) })
            : t('agents.absence.untilUnknown')}
        </strong>
        {' · '}
        {substitute ? t('agents.absence.standsIn', { name: substitute.name }) : t('agents.absence.nobodyStandsIn')}
        <small>{before}</small>
      </span>
      <Button variant="default" onClick={onChange}>
        {t('agents.absence.change')}
      </Button>
      <Button variant="default" loading={end.isPending} onClick={() => end.mutate()}>
        {t(agent.id === me.id ? 'agents.absence.back' : 'agents.absence.end')}
      </Button>
    </div>
  );
}
