import { NewAgentRole, roleOfNewAgent, type Agent } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Select, Switch, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { teamsQuery } from '../../../shared/api/queries.js';
import { SecretDialog } from '../../../shared/feedback/secret-dialog.js';
import { SeveralSelect } from '../../../shared/forms/several-select.js';
import { useSession } from '../../../shared/session/use-session.js';
import { useLinkTexts } from './use-password-link.js';
import { useSaveAgent } from './use-save-agent.js';
import { useDeactivationEffects } from './use-deactivation-effects.js';

interface Props {
  agent?: Agent | undefined;
  /** What is known of somebody who is to be invited. */
  invited?: { name: string; email: string } | undefined;
  onClose: () => void;
}

const Sentences = ({ of }: { of: readonly string[] }) =>
  of.map((sentence) => (
    <span key={sentence} style={{ display: 'block' }}>
      {sentence}
    </span>
  ));

/** Changes an agent; without one, invites somebody. */
export function AgentDialog({ agent, invited, onClose }: Props) {
  const { t } = useTranslation();
  const { agent: me } = useSession();
  const { data: teams = [] } = useQuery(teamsQuery);
  const [link, setLink] = useState<string>();
  const linkTexts = useLinkTexts();
  const own = agent?.id === me.id;
  const form = useForm({
    initialValues: {
      name: agent?.name ?? invited?.name ?? '',
      email: agent?.email ?? invited?.email ?? '',
      role: (agent?.role ?? 'agent') as NewAgentRole,
      teamIds: agent?.teamIds ?? [],
      active: agent?.active ?? true,
    },
  });
  const save = useSaveAgent(agent, (shown) => (shown ? setLink(shown) : onClose()));
  const whatEnds = useDeactivationEffects(agent?.active && !form.values.active ? agent.id : undefined);
  if (link) return <SecretDialog {...linkTexts(form.values.name, 'invitation')} secret={link} onClose={onClose} />;
  const { key, reach } = roleOfNewAgent[form.values.role];
  return (
    <FormDialog
      title={agent ? agent.name : t('agents.add')}
      error={save.error}
      submit={t(agent ? 'common.save' : 'agents.link.invite')}
      pending={save.isPending}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      onClose={onClose}
    >
      <TextInput data-autofocus label={t('account.name')} required maxLength={120} {...form.getInputProps('name')} />
      <TextInput
        label={t('auth.signIn.email')}
        type="email"
        autoComplete="off"
        required
        readOnly={Boolean(agent)}
        variant={agent ? 'filled' : 'default'}
        {...form.getInputProps('email')}
      />
      {/* Later, roles are given and taken one by one: a word would replace them all. */}
      {!agent && (
        <Select
          label={t('agents.role')}
          description={`${t(`roles.role.${key}.hint`)} ${t('agents.roleFor', { reach: t(`roles.held.${reach}`) })}`}
          data={NewAgentRole.options.map((role) => ({
            value: role,
            label: t(`roles.role.${roleOfNewAgent[role].key}.name`),
          }))}
          allowDeselect={false}
          {...form.getInputProps('role')}
        />
      )}
      <SeveralSelect
        label={t('settings.teams')}
        data={teams.map((team) => ({ value: team.id, label: team.name }))}
        searchable
        {...form.getInputProps('teamIds')}
      />
      <Text size="sm">{t(agent ? 'agents.rolesElsewhere' : 'agents.link.willChoose')}</Text>
      {agent && !own && (
        <Switch
          label={t('agents.active')}
          description={whatEnds ? <Sentences of={whatEnds} /> : t('agents.activeHint')}
          {...form.getInputProps('active', { type: 'checkbox' })}
        />
      )}
    </FormDialog>
  );
}
