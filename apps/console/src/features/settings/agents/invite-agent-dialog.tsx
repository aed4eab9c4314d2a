import { FormDialog } from '@guichet/ui';
import { MultiSelect, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { teamsQuery } from '../../../shared/api/queries.js';
import { rolesQuery } from '../../../shared/api/settings-queries.js';
import { SecretDialog } from '../../../shared/feedback/secret-dialog.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import {
  faultOfUntil,
  missingChoice,
  RoleAndReachFields,
  RoleDays,
  usualReach,
  RoleGrantSummary,
} from '../roles/index.js';
import { NoMail, usePasswordLinksByMail } from './password-links-by-mail.js';
import { useInviteAgent, type InvitedAgent } from './use-invite-agent.js';
import { useLinkTexts } from './use-password-link.js';

interface Props {
  /** What is known of somebody who is to be invited. */
  invited?: { name: string; email: string } | undefined;
  onClose: () => void;
}

/** Invites somebody: who, in which teams, with which role and for what, and how the invitation reaches them. */
export function InviteAgentDialog({ invited, onClose }: Props) {
  const { t } = useTexts();
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: roles } = useQuery(rolesQuery);
  const [link, setLink] = useState<string>();
  const linkTexts = useLinkTexts();
  const form = useForm<InvitedAgent>({
    initialValues: {
      ...{ name: invited?.name ?? '', email: invited?.email ?? '', ownTeamIds: [] },
      ...{ roleId: null, reach: usualReach(null), teamIds: [], sectorIds: [], from: '', until: '' },
    },
    validate: {
      until: (_, days) => {
        const fault = faultOfUntil(days, Date.now());
        return fault && t(fault);
      },
    },
  });
  const { values } = form;
  const invite = useInviteAgent((shown) => (shown ? setLink(shown) : onClose()));
  if (link) return <SecretDialog {...linkTexts(values.name, 'invitation')} secret={link} onClose={onClose} />;
  const send = () => {
    const missing = missingChoice(values);
    if (missing) form.setFieldError(missing.field, t(missing.text));
    else invite.mutate(values);
  };
  return (
    <FormDialog
      title={t('agents.add')}
      error={invite.error}
      submit={t('agents.link.invite')}
      pending={invite.isPending}
      disabled={roles?.every(({ id }) => id !== values.roleId) ?? true}
      onSubmit={form.onSubmit(send)}
      onClose={onClose}
    >
      <TextInput data-autofocus label={t('account.name')} required maxLength={120} {...form.getInputProps('name')} />
      <TextInput
        label={t('auth.signIn.email')}
        type="email"
        autoComplete="off"
        required
        {...form.getInputProps('email')}
      />
      <MultiSelect
        label={t('agents.ownTeams')}
        data={teams.map((team) => ({ value: team.id, label: team.name }))}
        searchable
        {...form.getInputProps('ownTeamIds')}
      />
      <RoleAndReachFields values={values} errors={form.errors} onChange={(changed) => form.setValues(changed)} />
      <RoleGrantSummary values={values} ownTeamIds={values.ownTeamIds} />
      <RoleDays inputProps={(field) => form.getInputProps(field)} />
      <HowItArrives email={values.email} />
    </FormDialog>
  );
}

/** How the invitation reaches its agent: by mail, by whoever invites, or not at all, as a provider signs them in. */
function HowItArrives({ email }: { email: string }) {
  const { t } = useTexts();
  const { isMailed, providerFor } = usePasswordLinksByMail();
  const provider = providerFor(email);
  if (provider) return <Text size="sm">{t('agents.link.byProvider', { provider: provider.name })}</Text>;
  if (isMailed === undefined) return null;
  return isMailed ? <Text size="sm">{t('agents.link.willChoose')}</Text> : <NoMail what="invitation" />;
}
