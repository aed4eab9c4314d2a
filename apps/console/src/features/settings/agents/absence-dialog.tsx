import type { Agent, SetAbsence, WorkforceMember } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Radio, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { agentsQuery, teamsQuery } from '../../../shared/api/queries.js';
import { casesOfAbsenceQuery } from '../../../shared/api/settings-queries.js';
import { townDay } from '../../../shared/i18n/organisation-time-zone.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { instantOf, typedEnd, type AbsenceEnd } from './absence-days.js';
import { AbsenceEndFields } from './absence-end-fields.js';
import classes from './agent-absence.module.css';
import {
  isGivenCasesOf,
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
  /** The planned absence that is changed. */
  planned?: WorkforceMember['planned'];
  /** The absence that has begun, of which the end and the substitute are changed. Without both, one begins or is planned. */
  running?: WorkforceMember['absence'];
  onClose: () => void;
}

const ways = ['queue', 'substitute', 'keep'] as const;
const initialValues = ({ planned, running }: Pick<Props, 'planned' | 'running'>) => {
  const { until, substitute } = planned ?? running ?? { until: null, substitute: null };
  return {
    from: typedEnd('from', planned?.from),
    until: typedEnd('until', until),
    substituteId: substitute?.id ?? null,
    substituteText: substitute?.name ?? '',
    // What was to be done with the cases was done when the absence began; who is given them later is asked for anew.
    handOver: planned?.handOver ?? ((running ? 'keep' : 'queue') satisfies SetAbsence['handOver']),
  };
};
const datesOf = ({ planned, running }: Pick<Props, 'planned' | 'running'>): SetAbsence['shown'] =>
  running ? { from: null, until: running.until } : planned ? { from: planned.from, until: planned.until } : null;
type Values = ReturnType<typeof initialValues>;
const startOf = ({ from }: Values) => instantOf('from', from);
const endOf = ({ until }: Values) => instantOf('until', until);
const isLater = (at: Date | null) => at !== null && at.getTime() > Date.now();

/** The fields of an absence, and what is wrong with them. */
function useAbsenceForm({ planned, running }: Pick<Props, 'planned' | 'running'>, agents: readonly Agent[]) {
  const { t } = useTexts();
  const unfinished = useHalfTypedDateFields();
  const dayFault = (end: AbsenceEnd, values: Values) =>
    unfinished.has(`${end}.day`)
      ? t('agents.absence.unfinished')
      : values[end].day === '' && values[end].time !== ''
        ? t('agents.absence.needsDay')
        : null;
  const timeFault = (end: AbsenceEnd) => (unfinished.has(`${end}.time`) ? t('agents.absence.time.unfinished') : null);
  const form = useForm({
    initialValues: initialValues({ planned, running }),
    validate: {
      from: {
        day: (day, values) =>
          dayFault('from', values) ??
          (planned && !isLater(startOf(values))
            ? t('agents.absence.notLater')
            : day !== '' && day < townDay(Date.now())
              ? t('agents.absence.inPast')
              : null),
        time: () => timeFault('from'),
      },
      until: {
        day: (day, values) => {
          const [start, end] = [startOf(values), endOf(values)];
          return (
            dayFault('until', values) ??
            (day !== '' && !isLater(end)
              ? t('agents.absence.inPast')
              : start && end && end <= start
                ? t('agents.absence.endsBefore')
                : null)
          );
        },
        time: () => timeFault('until'),
      },
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
  return { form, unfinished };
}

/** Plans an absence: its dates, the substitute, and what happens with the cases of the agent. */
export function AbsenceDialog({ agentId, name, planned = null, running = null, onClose }: Props) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const effectText = useAbsenceEffectText();
  const { form, unfinished } = useAbsenceForm({ planned, running }, agents);
  // The page behind this window goes on showing how things are: these are the dates with which it was opened.
  const [shown] = useState(() => datesOf({ planned, running }));
  const begin = useMutation({
    mutationFn: (values: Values) => {
      const { substituteId, handOver } = values;
      const [from, until] = [startOf(values)?.toISOString() ?? null, endOf(values)?.toISOString() ?? null];
      const changes = running ? 'running' : planned ? 'planned' : null;
      const body: SetAbsence = { from, until, substituteId, handOver, changes, shown };
      return call('setAbsence', { params: { id: agentId }, body });
    },
    onSuccess: async (_, values) => {
      const done = t(planned ? 'agents.absence.isChanged' : 'agents.absence.isPlanned');
      // Of a running absence, nothing more happens to the cases that stay.
      const now = values.handOver === 'keep' ? '' : (effect ?? '');
      toast({
        message: running
          ? t('agents.absence.runningChanged', { effect: now }).trim()
          : isLater(startOf(values))
            ? done
            : t('agents.absence.begun', { effect: effect ?? '' }).trim(),
      });
      await Promise.all(
        (['presence', 'cases', 'counts'] as const).map((name) => queryClient.invalidateQueries({ queryKey: [name] })),
      );
      onClose();
    },
    // What is refused may have changed under this window: the page behind it shows how things are now.
    onError: () => void queryClient.invalidateQueries({ queryKey: ['presence'] }),
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
  const isPlan = !running && (planned !== null || isLater(startOf(form.values)) || unfinished.has('from.day'));
  const fieldProps = (path: `${AbsenceEnd}.${'day' | 'time'}`) => ({
    ...form.getInputProps(path),
    ...unfinished.watch(path),
  });
  return (
    <FormDialog
      title={t('agents.absence.dialog', { name })}
      error={begin.error}
      submit={t(planned || running ? 'agents.absence.save' : isPlan ? 'agents.absence.plan' : 'agents.absence.begin')}
      pending={begin.isPending}
      onSubmit={form.onSubmit(
        (values) => begin.mutate(values),
        (errors) => form.getInputNode(Object.keys(errors)[0]!)?.focus(),
      )}
      onClose={onClose}
      noValidate
    >
      {!running && (
        <AbsenceEndFields
          end="from"
          hint={planned ? undefined : t('agents.absence.fromHint')}
          autoFocus
          day={fieldProps('from.day')}
          time={fieldProps('from.time')}
        />
      )}
      <AbsenceEndFields
        end="until"
        autoFocus={running !== null}
        hint={t('agents.absence.untilHint')}
        day={fieldProps('until.day')}
        time={fieldProps('until.time')}
      />
      <SubstituteSelect
        groups={groups}
        teamNames={({ teamIds }) => teamIds.flatMap(nameOf)}
        takesCases={(agent) => !absent || isGivenCasesOf(agent, absent, cases)}
        text={form.values.substituteText}
        onText={type}
        {...form.getInputProps('substituteId')}
        onChange={choose}
      />
      {absent && <Warnings absent={absent} substitute={substitute} agents={agents} teamName={nameOf} />}
      <Radio.Group
        label={t(running ? 'agents.absence.whatIsLeft' : 'agents.absence.what')}
        description={running ? t('agents.absence.whatIsLeftHint') : undefined}
        {...form.getInputProps('handOver')}
      >
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
  const { t } = useTexts();
  const formats = useFormats();
  const warned = teamsToWarnOf(absent, { substitute, agents });
  return (['unseen', 'unseenAndAlone', 'alone', 'newWait'] as const).map((which) => {
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
