import type { Agent } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Button, Text, type SelectProps } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentsQuery, teamsQuery } from '../../../shared/api/queries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useMay } from '../../../shared/session/use-session.js';
import classes from './agent-absence.module.css';
import {
  isNotChosen,
  possibleSubstitutes,
  substituteOnceTyped,
  teamsLeftAlone,
} from './substitute-choice-and-effects.js';
import { SubstituteSelect } from './substitute-select.js';
import { useDeactivationEffects } from './use-deactivation-effects.js';
import { useSaveAgent } from './use-save-agent.js';

/** Deactivates an agent, or makes them active again, after it was said what that means. */
export function AgentActivation({ agent }: { agent: Agent }) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t(agent.active ? 'agents.activation.deactivate' : 'agents.activation.reactivate')}
      </Button>
      {isAsking && <ActivationDialog agent={agent} onClose={() => setAsking(false)} />}
    </>
  );
}

function ActivationDialog({ agent: asked, onClose }: { agent: Agent; onClose: () => void }) {
  const { t } = useTranslation();
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
      {active && <TeamsLeftAlone agent={agent} agents={agents} />}
      {active && mayGive && (
        <CasesToSelect
          agent={agent}
          agents={agents}
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

interface AgentProps {
  agent: Agent;
  agents: readonly Agent[];
}

/** The field for the person who gets the open cases; those who are not active or are the agent themselves are not offered. */
function CasesToSelect({
  agent,
  agents,
  ...props
}: AgentProps & Pick<SelectProps, 'value' | 'error' | 'onChange'> & { text: string; onText: (text: string) => void }) {
  const { t } = useTranslation();
  const { data: teams = [] } = useQuery(teamsQuery);
  return (
    <SubstituteSelect
      groups={possibleSubstitutes(agent, agents)}
      teamNames={({ teamIds }) => teams.filter(({ id }) => teamIds.includes(id)).map(({ name }) => name)}
      label={t('agents.leaving.to')}
      description={t('agents.leaving.toHint')}
      placeholder={t('agents.leaving.toNobody')}
      {...props}
    />
  );
}

/** Warns of teams in which nobody is left who could take a case. */
function TeamsLeftAlone({ agent, agents }: AgentProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data: teams = [] } = useQuery(teamsQuery);
  const alone = teamsLeftAlone(agent, agents);
  const names = teams.filter(({ id }) => alone.includes(id)).map(({ name }) => name);
  if (agents.length === 0 || names.length === 0) return null;
  return (
    <p className={classes.warning} role="status">
      <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
      {t('agents.leaving.alone', { count: names.length, teams: formats.list(names) })}
    </p>
  );
}
