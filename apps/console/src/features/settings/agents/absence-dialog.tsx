import type { Agent, SetAbsence, WorkforceMember } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Radio, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';
import { agentsQuery, teamsQuery } from '../../../shared/api/queries.js';
import { casesOfAbsenceQuery } from '../../../shared/api/settings-queries.js';
import { LAST_MINUTE, readTownTime, townClock } from '../../../shared/i18n/organisation-time-zone.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import classes from './agent-absence.module.css';
import {
  isNotChosen,
  possibleSubstitutes,
  substituteOnceTyped,
  teamsToWarnOf,
} from './substitute-choice-and-effects.js';
import { SubstituteSelect } from './substitute-select.js';
import { useAbsenceEffectText } from './use-absence-effect-text.js';
import { useHalfTypedDateFields } from './use-half-typed-date-fields.js';

interface Props {
  agentId: string;
  name: string;
  /** The planned absence that is changed; else one begins or is planned. */
  planned?: WorkforceMember['planned'];
  onClose: () => void;
}

const ways = ['queue', 'substitute', 'keep'] as const;
/** As a field for a date and a time has it. */
const typedTime = (at: string) => townClock(at).toISOString().slice(0, 16);
const initialValues = (planned: WorkforceMember['planned']) => ({
  from: planned ? typedTime(planned.from) : '',
  until: planned?.until ? typedTime(planned.until) : '',
  substituteId: planned?.substitute?.id ?? null,
  substituteText: planned?.substitute?.name ?? '',
  handOver: planned?.handOver ?? ('queue' satisfies SetAbsence['handOver']),
});
const isLater = (local: string) => local !== '' && readTownTime(local).getTime() > Date.now();

/** Plans an absence: its dates, the substitute, and what happens with the cases of the agent. */
export function AbsenceDialog({ agentId, name, planned = null, onClose }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const effectText = useAbsenceEffectText();
  const unfinished = useHalfTypedDateFields();
  const form = useForm({
    initialValues: initialValues(planned),
    validate: {
      from: (from) =>
        unfinished.has('from')
          ? t('agents.absence.unfinished')
          : planned && !isLater(from)
            ? t('agents.absence.notLater')
            : null,
      until: (until, { from }) =>
        unfinished.has('until')
          ? t('agents.absence.unfinished')
          : until && readTownTime(until).getTime() <= Date.now()
            ? t('agents.absence.inPast')
            : until && from && until <= from
              ? t('agents.absence.endsBefore')
              : null,
      substituteId: (id, { handOver, substituteText }) =>
        isNotChosen(
          substituteText,
          agents.find((agent) => agent.id === id),
        )
          ? t('agents.absence.notChosen')
          : handOver === 'substitute' && !id
            ? t('agents.absence.needsSubstitute')
            : null,
    },
  });
  const begin = useMutation({
    mutationFn: ({ from, until, substituteId, handOver }: typeof form.values) => {
      const instant = (local: string) => (local ? readTownTime(local).toISOString() : null);
      const body: SetAbsence = { from: instant(from), until: instant(until), substituteId, handOver };
      return call('setAbsence', { params: { id: agentId }, body });
    },
    onSuccess: async (_, { from }) => {
      const done = t(planned ? 'agents.absence.isChanged' : 'agents.absence.isPlanned');
      toast({ message: isLater(from) ? done : t('agents.absence.begun', { effect: effect ?? '' }).trim() });
      await Promise.all(
        (['presence', 'cases', 'counts'] as const).map((name) => queryClient.invalidateQueries({ queryKey: [name] })),
      );
      onClose();
    },
  });
  const nameOf = (id: string) => teams.find((team) => team.id === id)?.name ?? [];
  const absent = agents.find(({ id }) => id === agentId);
  const substitute = agents.find(({ id }) => id === form.values.substituteId);
  const { data: cases } = useQuery(casesOfAbsenceQuery(agentId, form.values.substituteId));
  const effect = cases && effectText(cases, { handOver: form.values.handOver, name, substitute: substitute?.name });
  const groups = absent ? possibleSubstitutes(absent, agents) : { same: [], other: [] };
  const type = (text: string) => {
    form.setFieldValue('substituteText', text);
    const { substituteId } = form.getValues();
    const wanted = substituteOnceTyped(text, substituteId);
    // An error of the field stays where nothing is chosen otherwise.
    if (wanted !== substituteId) choose(wanted);
  };
  /** Whoever chooses a substitute wants the cases to go there, and without one they cannot. */
  const choose = (id: string | null) => {
    form.setFieldValue('substituteId', id);
    const { handOver } = form.getValues();
    if (handOver !== 'keep') form.setFieldValue('handOver', id ? 'substitute' : 'queue');
  };
  const isPlan = planned !== null || isLater(form.values.from) || unfinished.has('from');
  return (
    <FormDialog
      title={t('agents.absence.dialog', { name })}
      error={begin.error}
      submit={t(planned ? 'agents.absence.save' : isPlan ? 'agents.absence.plan' : 'agents.absence.begin')}
      pending={begin.isPending}
      onSubmit={form.onSubmit((values) => begin.mutate(values))}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        type="datetime-local"
        max={LAST_MINUTE}
        label={t('agents.absence.from')}
        description={planned ? undefined : t('agents.absence.fromHint')}
        {...form.getInputProps('from')}
        {...unfinished.watch('from')}
      />
      <TextInput
        type="datetime-local"
        max={LAST_MINUTE}
        label={t('agents.absence.until')}
        description={t('agents.absence.untilHint')}
        {...form.getInputProps('until')}
        {...unfinished.watch('until')}
      />
      <SubstituteSelect
        groups={groups}
        teamNames={({ teamIds }) => teamIds.flatMap(nameOf)}
        text={form.values.substituteText}
        onText={type}
        {...form.getInputProps('substituteId')}
        onChange={choose}
      />
      {absent && <Warnings absent={absent} substitute={substitute} agents={agents} teamName={nameOf} />}
      <Radio.Group label={t('agents.absence.what')} {...form.getInputProps('handOver')}>
        <Stack gap="xs" mt={8}>
          {ways.map((way) => (
            <Radio key={way} value={way} label={t(`agents.absence.handOver.${way}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {effect && (
        <p className={classes.effect} role="status">
          {isPlan && cases.teams.length + cases.unseen > 0 ? t('agents.absence.effect.today', { effect }) : effect}
        </p>
      )}
    </FormDialog>
  );
}

interface WarningsProps {
  absent: Agent;
  substitute: Agent | undefined;
  agents: readonly Agent[];
  teamName: (id: string) => string | never[];
}

/** What an absence means for the teams of the agent, where somebody would not expect it. */
function Warnings({ absent, substitute, agents, teamName }: WarningsProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const warned = teamsToWarnOf(absent, { substitute, agents });
  return (['unseen', 'unseenAndAlone', 'alone'] as const).map((which) => {
    const names = warned[which].flatMap(teamName);
    if (names.length === 0) return null;
    const values = {
      ...{ count: names.length, teams: formats.list(names) },
      ...{ name: absent.name, substitute: substitute?.name },
    };
    return <Warning key={which}>{t(`agents.absence.warned.${which}`, values)}</Warning>;
  });
}

const Warning = ({ children }: { children: string }) => (
  <p className={classes.warning} role="status">
    <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
    {children}
  </p>
);
