import type { Agent } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { MultiSelect, Switch, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { teamsQuery } from '../../../shared/api/queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';
import { useSaveAgent } from './use-save-agent.js';
import { useDeactivationEffects } from './use-deactivation-effects.js';

interface Props {
  agent: Agent;
  onClose: () => void;
}

const Sentences = ({ of }: { of: readonly string[] }) =>
  of.map((sentence) => (
    <span key={sentence} style={{ display: 'block' }}>
      {sentence}
    </span>
  ));

/** Changes the name and teams of an agent, and whether they are active. */
export function EditAgentDialog({ agent, onClose }: Props) {
  const { t } = useTexts();
  const { agent: me } = useSession();
  const { data: teams = [] } = useQuery(teamsQuery);
  const own = agent.id === me.id;
  const form = useForm({
    initialValues: { name: agent.name, jobTitle: agent.jobTitle, teamIds: agent.teamIds, active: agent.active },
  });
  const save = useSaveAgent(agent, onClose);
  const whatEnds = useDeactivationEffects(agent.active && !form.values.active ? agent.id : undefined);
  return (
    <FormDialog
      title={agent.name}
      error={save.error}
      submit={t('common.save')}
      pending={save.isPending}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      onClose={onClose}
    >
      <TextInput data-autofocus label={t('account.name')} required maxLength={120} {...form.getInputProps('name')} />
      <TextInput
        label={t('account.jobTitle')}
        description={t('agents.jobTitleHint')}
        maxLength={120}
        {...form.getInputProps('jobTitle')}
      />
      <TextInput
        label={t('auth.signIn.email')}
        type="email"
        autoComplete="off"
        readOnly
        variant="filled"
        value={agent.email}
      />
      <MultiSelect
        label={t('settings.teams')}
        data={teams.map((team) => ({ value: team.id, label: team.name }))}
        searchable
        {...form.getInputProps('teamIds')}
      />
      <Text size="sm">{t('agents.rolesElsewhere')}</Text>
      {!own && (
        <Switch
          label={t('agents.active')}
          description={whatEnds ? <Sentences of={whatEnds} /> : t('agents.activeHint')}
          {...form.getInputProps('active', { type: 'checkbox' })}
        />
      )}
    </FormDialog>
  );
}
