import type { SetAbsence } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Radio, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';
import { agentsQuery, teamsQuery } from '../../../shared/api/queries.js';
import { LAST_MINUTE, readTownTime } from '../../../shared/i18n/organisation-time-zone.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { toast } from '../../../shared/feedback/toast.js';
import classes from './agent-absence.module.css';
import {
  isNotChosen,
  teamsLeftAlone,
  possibleSubstitutes,
  substituteOnceTyped,
  teamsUnseenBySubstitute,
} from './possible-substitutes.js';
import { SubstituteSelect } from './substitute-select.js';

interface Props {
  agentId: string;
  name: string;
  /** Open cases that lie with the agent now. */
  open: number;
  onClose: () => void;
}

const ways = ['queue', 'substitute', 'keep'] as const;
const isLater = (local: string) => local !== '' && readTownTime(local).getTime() > Date.now();

/** Plans an absence: its dates, the substitute, and what happens with the cases of the agent. */
export function AbsenceDialog({ agentId, name, open, onClose }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const formats = useFormats();
  const form = useForm({
    initialValues: {
      from: '',
      until: '',
      substituteId: null as string | null,
      substituteText: '',
      handOver: 'queue' as SetAbsence['handOver'],
    },
    validate: {
      until: (until, { from }) =>
        until && readTownTime(until).getTime() <= Date.now()
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
    onSuccess: async ({ reassigned: count }, { from, handOver }) => {
      const begun = () =>
        handOver === 'keep'
          ? t('agents.absence.begun.keep')
          : t(`agents.absence.begun.${handOver}`, { count, name: substitute?.name });
      toast({ message: isLater(from) ? t('agents.absence.isPlanned') : begun() });
      await Promise.all(
        (['presence', 'cases', 'counts'] as const).map((name) => queryClient.invalidateQueries({ queryKey: [name] })),
      );
      onClose();
    },
  });
  const nameOf = (id: string) => teams.find((team) => team.id === id)?.name ?? [];
  const absent = agents.find(({ id }) => id === agentId);
  const substitute = agents.find(({ id }) => id === form.values.substituteId);
  const alone = absent ? teamsLeftAlone(absent, agents).flatMap(nameOf) : [];
  const unseen = absent && substitute ? teamsUnseenBySubstitute(substitute, absent).flatMap(nameOf) : [];
  const groups = absent ? possibleSubstitutes(absent, agents) : { same: [], other: [] };
  const type = (text: string) => {
    form.setFieldValue('substituteText', text);
    const { substituteId } = form.getValues();
    const wanted = substituteOnceTyped(text, substituteId);
    // An error of the field stays where nothing is chosen otherwise.
    if (wanted !== substituteId) form.setFieldValue('substituteId', wanted);
  };
  return (
    <FormDialog
      title={t('agents.absence.dialog', { name })}
      error={begin.error}
      submit={t(isLater(form.values.from) ? 'agents.absence.plan' : 'agents.absence.begin')}
      pending={begin.isPending}
      onSubmit={form.onSubmit((values) => begin.mutate(values))}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        type="datetime-local"
        max={LAST_MINUTE}
        label={t('agents.absence.from')}
        description={t('agents.absence.fromHint')}
        {...form.getInputProps('from')}
      />
      <TextInput
        type="datetime-local"
        max={LAST_MINUTE}
        label={t('agents.absence.until')}
        description={t('agents.absence.untilHint')}
        {...form.getInputProps('until')}
      />
      <SubstituteSelect
        groups={groups}
        teamNames={({ teamIds }) => teamIds.flatMap(nameOf)}
        text={form.values.substituteText}
        onText={type}
        {...form.getInputProps('substituteId')}
      />
      {unseen.length > 0 && (
        <Warning>
          {t('agents.absence.unseen', { count: unseen.length, name: substitute!.name, teams: formats.list(unseen) })}
        </Warning>
      )}
      {alone.length > 0 && (
        <Warning>{t('agents.absence.alone', { count: alone.length, name, teams: formats.list(alone) })}</Warning>
      )}
      <Radio.Group
        label={t('agents.absence.what')}
        description={t('agents.absence.open', { count: open, name })}
        {...form.getInputProps('handOver')}
      >
        <Stack gap="xs" mt={8}>
          {ways.map((way) => (
            <Radio key={way} value={way} label={t(`agents.absence.handOver.${way}`)} />
          ))}
        </Stack>
      </Radio.Group>
    </FormDialog>
  );
}

const Warning = ({ children }: { children: string }) => (
  <p className={classes.warning} role="status">
    <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
    {children}
  </p>
);
