import type { Agent, CasesOfLeavingAgent } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Anchor, Button, Text, type SelectProps } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { agentsQuery, presenceQuery, teamsQuery } from '../../../shared/api/queries.js';
import { unfinishedCasesQuery } from '../../../shared/api/settings-queries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { AbsenceDialog } from './absence-dialog.js';
import classes from './agent-absence.module.css';
import {
  casesFor,
  isNotChosen,
  possibleSubstitutes,
  substituteOnceTyped,
  thoseWhoMayHave,
} from './substitute-choice-and-effects.js';
import { SubstituteSelect } from './substitute-select.js';
import { useDeactivationEffects } from './use-deactivation-effects.js';
import { useSaveAgent } from './use-save-agent.js';
import { useTeamsLeftAlone } from './use-teams-left-alone.js';

/** Deactivates an agent, or makes them active again, after it was said what that means. */
export function AgentActivation({ agent }: { agent: Agent }) {
  const { t } = useTexts();
  const [asked, setAsked] = useState<'activation' | 'absence'>();
  const { data: members } = useQuery(presenceQuery);
  const member = members?.find(({ id }) => id === agent.id);
  const close = () => setAsked(undefined);
  return (
    <>
      <Button variant="default" onClick={() => setAsked('activation')}>
        {t(agent.active ? 'agents.activation.deactivate' : 'agents.activation.reactivate')}
      </Button>
      {asked === 'activation' && (
        <ActivationDialog agent={agent} onPlanAbsence={member && (() => setAsked('absence'))} onClose={close} />
      )}
      {asked === 'absence' && member && (
        <AbsenceDialog
          agentId={agent.id}
          name={agent.name}
          planned={member.absence ? null : member.planned}
          running={member.absence}
          onClose={close}
        />
      )}
    </>
  );
}

interface ActivationDialogProps {
  agent: Agent;
  /** Leads to an absence in place of it, as a deactivation has no date. Undefined: it is not known yet whether there is one. */
  onPlanAbsence: (() => void) | undefined;
  onClose: () => void;
}

function ActivationDialog({ agent: asked, onPlanAbsence, onClose }: ActivationDialogProps) {
  const { t } = useTexts();
  // Once it is saved, the agent is read again before the dialog closes: it must not ask for the contrary.
  const [agent] = useState(asked);
  const { name, active } = agent;
  const save = useSaveAgent(agent, onClose);
  const mayGive = useMay()('presence.manage');
  const [substituteId, setSubstituteId] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [isAsked, setAsked] = useState(false);
  const { data: agents = [] } = useQuery(agentsQuery);
  const chosen = agents.find(({ id }) => id === substituteId);
  const { data: cases } = useQuery({
    ...unfinishedCasesQuery(agent.id, substituteId ?? undefined),
    enabled: active,
    placeholderData: keepPreviousData,
  });
  const effects = useDeactivationEffects(active ? agent.id : undefined, mayGive ? substituteId : undefined);
  const sentences = active ? (effects ?? [t('agents.activeHint')]) : [t('agents.activation.onWhat')];
  /** A name that was typed and not chosen is no reason to leave the cases to the queue. */
  const submit = () =>
    isNotChosen(text, chosen)
      ? setAsked(true)
      : save.mutate({ active: !active, ...(substituteId && { substituteId }) });
  return (
    <FormDialog
      title={t(active ? 'agents.activation.title' : 'agents.activation.onTitle', { name })}
      error={save.error}
      submit={t(active ? 'agents.activation.deactivate' : 'agents.activation.reactivate')}
      pending={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {sentences.map((sentence) => (
        <Text key={sentence} size="sm">
          {sentence}
        </Text>
      ))}
      {active && <AtOnce onPlanAbsence={mayGive ? onPlanAbsence : undefined} />}
      {active && <TeamsLeftAlone agent={agent} />}
      {active && mayGive && (
        <CasesToSelect
          agent={agent}
          agents={agents}
          cases={cases}
          value={substituteId}
          text={text}
          error={isAsked && isNotChosen(text, chosen) && t('agents.absence.notChosen')}
          onText={(typed) => {
            setText(typed);
            setSubstituteId((id) => substituteOnceTyped(typed, id));
          }}
          onChange={setSubstituteId}
        />
      )}
    </FormDialog>
  );
}

/** Says that a deactivation cannot be dated, and what is done for an agent who leaves later. */
function AtOnce({ onPlanAbsence }: Pick<ActivationDialogProps, 'onPlanAbsence'>) {
  const { t } = useTexts();
  return (
    <Text size="sm">
      <strong>{t('agents.activation.atOnce')}</strong> {t('agents.activation.later')}{' '}
      {onPlanAbsence && (
        <Anchor component="button" type="button" size="sm" onClick={onPlanAbsence}>
          {t('agents.absence.plan')}
        </Anchor>
      )}
    </Text>
  );
}

interface CasesToProps extends Pick<SelectProps, 'value' | 'error' | 'onChange'> {
  agent: Agent;
  agents: readonly Agent[];
  /** What becomes of the cases; undefined: it is not known yet. */
  cases: CasesOfLeavingAgent | undefined;
  text: string;
  onText: (text: string) => void;
}

/** The field for the person who gets the cases that are not closed: those who are active and may have at least one of them are offered. */
function CasesToSelect({ agent, agents, cases, ...props }: CasesToProps) {
  const { t } = useTexts();
  const { data: teams = [] } = useQuery(teamsQuery);
  const groups = thoseWhoMayHave(cases, possibleSubstitutes(agent, agents));
  const hasCases = cases?.isSeen && cases.unfinished > 0;
  if (hasCases && cases.possibleSubstitutes.length === 0) return <NobodyMayHave cases={cases} />;
  return (
    <SubstituteSelect
      groups={groups}
      teamNames={({ id, teamIds }) => {
        const count = casesFor(id, cases);
        const unfinished = cases?.unfinished;
        const part = hasCases && count !== unfinished ? [t('agents.leaving.part', { count, unfinished })] : [];
        return [...part, ...teams.filter((team) => teamIds.includes(team.id)).map(({ name }) => name)];
      }}
      label={t('agents.leaving.to')}
      description={[t('agents.leaving.toHint'), ...(hasCases ? [t('agents.leaving.toOnly')] : [])].join(' ')}
      placeholder={t('agents.leaving.toNobody')}
      {...props}
    />
  );
}

/** Says in place of the field that there is nobody to choose, and leads to the teams. */
function NobodyMayHave({ cases: { queues } }: { cases: CasesOfLeavingAgent }) {
  const { t } = useTexts();
  return (
    <Warning>
      {t('agents.leaving.nobodyMay')}{' '}
      {queues.map(({ team: { id, name } }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <Link to="/settings/teams/$teamId" params={{ teamId: id }}>
            {name}
          </Link>
        </span>
      ))}
    </Warning>
  );
}

/** Warns of teams in which nobody is left who could take a case. */
function TeamsLeftAlone({ agent }: { agent: Agent }) {
  const { t } = useTexts();
  const formats = useFormats();
  const names = useTeamsLeftAlone(agent);
  if (names.length === 0) return null;
  return <Warning>{t('agents.leaving.alone', { count: names.length, teams: formats.list(names) })}</Warning>;
}

const Warning = ({ children }: { children: ReactNode }) => (
  <p className={classes.warning} role="status">
    <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
    <span>{children}</span>
  </p>
);
