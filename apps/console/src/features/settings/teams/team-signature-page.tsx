import type { Language, Signatures, TeamSignature } from '@guichet/contracts';
import { ErrorState } from '@guichet/ui';
import { Skeleton, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { call } from '../../../shared/api/client.js';
import { Failure } from '../../../shared/api/failure.js';
import { organisationQuery } from '../../../shared/api/queries.js';
import { signaturesQuery } from '../../../shared/api/signature-queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { AnonymitySection, BlockFormFrame, useBlockDraft, type BlockDraft } from '../signatures/index.js';

/** What the block says of one team, and whether those who reply for it are named. */
export function TeamSignaturePage() {
  const { t } = useTexts();
  const { teamId } = useParams({ from: '/console/settings/teams/$teamId' });
  const { data, error, refetch } = useQuery(signaturesQuery);
  if (error && !data)
    return <ErrorState error={error} what={t('signatureBlocks.failed')} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={320} />;
  const team = data.teams.find(({ id }) => id === teamId);
  if (!team) return <ErrorState error={new Failure('not-found')} />;
  return (
    <>
      <TeamBlockForm key={teamId} team={team} />
      <AnonymitySection key={`anonymity-${teamId}`} of={{ teamId }} name={team.name} />
    </>
  );
}

function TeamBlockForm({ team }: { team: Signatures['teams'][number] }) {
  const { t } = useTexts();
  const { id, signature } = team;
  const form = useBlockDraft(signature, (body) => call('saveTeamSignature', { params: { id }, body }));
  return (
    <BlockFormFrame
      title={t('signatureBlocks.team')}
      hint={t('signatureBlocks.teamHint')}
      form={form}
      asked={{ teamId: id, team: form.value }}
    >
      {(language) => <TeamFields team={team} form={form} language={language} />}
    </BlockFormFrame>
  );
}

interface FieldsProps {
  team: Signatures['teams'][number];
  form: BlockDraft<TeamSignature>;
  language: Language;
}

/** An empty field shows what is said instead. */
function TeamFields({ team, form: { value, change }, language }: FieldsProps) {
  const { t } = useTexts();
  const { data: organisation } = useQuery(organisationQuery);
  const inLanguage = (name: 'service' | 'hours') => ({
    label: t(`signatureBlocks.${name}`),
    lang: language,
    value: value[name][language],
    onChange: (event: { currentTarget: { value: string } }) =>
      change({ [name]: { ...value[name], [language]: event.currentTarget.value } }),
  });
  const plain = (name: 'address' | 'phone' | 'mail') => ({
    label: t(`signatureBlocks.${name}`),
    placeholder: organisation?.[name],
    value: value[name],
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      <TextInput {...inLanguage('service')} placeholder={team.name} maxLength={120} />
      <Textarea {...plain('address')} autosize minRows={2} maxLength={400} />
      <TextInput {...plain('phone')} type="tel" maxLength={40} />
      <TextInput {...plain('mail')} type="email" maxLength={254} />
      <TextInput {...inLanguage('hours')} maxLength={160} />
    </>
  );
}
