import type { ChannelAccount, ChannelKindInfo, ChannelTest } from '@guichet/contracts';
import { Alert, Button, Select, TextInput } from '@mantine/core';
import { IconArrowLeft, IconCircleCheck, IconCircleX, IconPlugConnected } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch, post } from '../api/client.js';
import { isFailure } from '../api/failure.js';
import { teamsQuery } from '../api/queries.js';
import { useChannelWords } from '../i18n/channel-words.js';
import { FormEnd, FormFailure } from '../shell/form.js';
import { toast } from '../shell/toast.js';
import { initial, sendable, type Schema, type Values } from './json-schema.js';
import { HandOver } from './hand-over.js';
import { Properties } from './schema-fields.js';
import classes from './settings.module.css';

interface Props {
  kind: ChannelKindInfo;
  channel: ChannelAccount | undefined;
  onDone: () => void;
}

function Checks({ result }: { result: ChannelTest }) {
  const { t } = useTranslation();
  return (
    <Alert
      color={result.ok ? 'green' : 'red'}
      variant="outline"
      role="status"
      title={t(result.ok ? 'channels.testOk' : 'channels.testFailed')}
    >
      <ul className={classes.checks}>
        {result.checks.map((check) => (
          <li key={check.name} data-ok={check.ok}>
            {check.ok ? (
              <IconCircleCheck size={17} stroke={1.75} aria-label={t('channels.ok')} role="img" />
            ) : (
              <IconCircleX size={17} stroke={1.75} aria-label={t('channels.notOk')} role="img" />
            )}
            <span>
              <strong>{check.name}</strong> {check.detail}
            </span>
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** One account of a channel. The form is drawn from what the channel says it needs. */
export function ChannelForm({ kind, channel, onDone }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const channels = useChannelWords();
  const { data: teams = [] } = useQuery(teamsQuery);
  const schema = kind.configSchema as Schema;
  const [name, setName] = useState(channel?.name ?? '');
  const [teamId, setTeamId] = useState<string | null>(channel?.teamId ?? null);
  const [config, setConfig] = useState<Values>(() => channel?.config ?? (initial(schema, schema) as Values));
  const [attempt] = useState(() => crypto.randomUUID());
  const sent = () => sendable(config) as Values;

  const save = useMutation({
    mutationFn: () =>
      channel
        ? patch<ChannelAccount>(`/channels/${channel.id}`, { name, config: sent(), ...(teamId && { teamId }) })
        : post<ChannelAccount>(
            '/channels',
            { kind: kind.kind, name, config: sent(), ...(teamId && { teamId }) },
            { idempotencyKey: attempt },
          ),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: ['channels'] });
      toast({ message: t('channels.saved', { name }) });
      // A new one may need something done elsewhere before it works.
      if (channel || (!saved.webhookUrl && !saved.embed)) onDone();
    },
  });
  const test = useMutation({
    mutationFn: () =>
      post<ChannelTest>(
        '/channels/test',
        { kind: kind.kind, config: sent(), ...(channel && { id: channel.id }) },
        { idempotencyKey: undefined },
      ),
  });
  const failure = save.error ?? test.error;
  const errorOf = (path: string) =>
    isFailure(failure) ? (failure.field(`config.${path}`) ?? failure.field(path)) : undefined;

  if (save.data && !channel)
    return (
      <>
        <header className={classes.head}>
          <h1>{t('channels.added', { name: save.data.name })}</h1>
        </header>
        <HandOver channel={save.data} />
        <Button onClick={onDone}>{t('done')}</Button>
      </>
    );

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <header className={classes.head}>
        <h1>{channel ? channel.name : t('channels.new', { title: channels.title(kind.kind) })}</h1>
        <Button variant="subtle" leftSection={<IconArrowLeft size={16} stroke={1.5} />} onClick={onDone}>
          {t('channels.back')}
        </Button>
      </header>
      <div className={classes.form} style={{ maxWidth: 560 }}>
        <TextInput
          label={t('channels.name')}
          description={t('channels.nameHint')}
          required
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {teams.length > 0 && (
          <Select
            label={t('facet.team')}
            description={t('channels.teamHint')}
            data={teams.map((team) => ({ value: team.id, label: team.name }))}
            value={teamId ?? teams[0]!.id}
            allowDeselect={false}
            onChange={setTeamId}
          />
        )}
        <Properties schema={schema} root={schema} path="" values={config} onChange={setConfig} errorOf={errorOf} />
        {channel && <HandOver channel={channel} />}
        <FormFailure error={failure} />
        {test.data && <Checks result={test.data} />}
        <FormEnd
          submit={t('save')}
          pending={save.isPending}
          onCancel={onDone}
          before={
            !kind.capabilities.recorded && (
              <Button
                variant="default"
                leftSection={<IconPlugConnected size={16} stroke={1.5} />}
                loading={test.isPending}
                onClick={() => test.mutate()}
              >
                {t('channels.test')}
              </Button>
            )
          }
        />
      </div>
    </form>
  );
}
