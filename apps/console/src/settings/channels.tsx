import type { ChannelAccount } from '@guichet/contracts';
import { Blank, ChannelMark } from '@guichet/ui';
import { Button, Menu, Skeleton, Switch } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconMessagePlus, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch } from '../api/client.js';
import { channelsQuery, teamsQuery } from '../api/queries.js';
import { useChannelWords } from '../i18n/channel-words.js';
import { useProblemText } from '../i18n/problem-text.js';
import { When } from '../i18n/when.js';
import { useMay } from '../session/use-session.js';
import { toastFailure } from '../shell/toast.js';
import { Trouble } from '../shell/trouble.js';
import { ChannelForm } from './channel-form.js';
import classes from './settings.module.css';

function Health({ health }: { health: ChannelAccount['health'] }) {
  const { t } = useTranslation();
  const Glyph = { ok: IconCircleCheck, error: IconAlertTriangle, unknown: IconCircleDashed }[health.state];
  return (
    <span className={classes.health} data-state={health.state}>
      <Glyph size={15} stroke={1.75} aria-hidden />
      {t(`channels.health.${health.state}`)}
      {health.reason && `: ${health.reason}`}
      {health.at && (
        <>
          {' · '}
          <When at={health.at} />
        </>
      )}
    </span>
  );
}

function Row({ channel, onEdit }: { channel: ChannelAccount; onEdit: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const problemText = useProblemText();
  const channels = useChannelWords();
  const queryClient = useQueryClient();
  const { data: teams = [] } = useQuery(teamsQuery);
  const toggle = useMutation({
    mutationFn: (enabled: boolean) => patch(`/channels/${channel.id}`, { enabled }),
    onError: (error) => toastFailure(t('channels.saveFailed'), problemText(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['channels'] }),
  });
  return (
    <li className={classes.row} data-off={!channel.enabled || undefined}>
      <ChannelMark kind={channel.kind} size={20} />
      <div className={classes.main}>
        <div className={classes.name}>{channels.account(channel)}</div>
        <div className={classes.sub}>
          {[channel.addresses.join(', '), teams.find((team) => team.id === channel.teamId)?.name]
            .filter(Boolean)
            .join(' · ')}
        </div>
        {channel.enabled && <Health health={channel.health} />}
      </div>
      {may('channel.manage') && (
        <>
          <Switch
            aria-label={t('channels.enable', { name: channel.name })}
            checked={toggle.isPending ? toggle.variables : channel.enabled}
            onChange={(event) => toggle.mutate(event.currentTarget.checked)}
          />
          <Button variant="default" size="xs" onClick={onEdit} aria-label={t('edit', { name: channel.name })}>
            {t('editShort')}
          </Button>
        </>
      )}
    </li>
  );
}

export function Channels() {
  const { t } = useTranslation();
  const may = useMay();
  const { data: channels, error, refetch } = useQuery(channelsQuery);
  const { kinds, title } = useChannelWords();
  const [editing, setEditing] = useState<{ kind: string; channel?: ChannelAccount }>();
  const kind = kinds.find((info) => info.kind === editing?.kind);

  const groups = [
    { label: t('channels.write'), kinds: kinds.filter((info) => !info.capabilities.recorded) },
    { label: t('channels.record'), kinds: kinds.filter((info) => info.capabilities.recorded) },
  ].filter((group) => group.kinds.length > 0);
  const add = may('channel.manage') && kinds.length > 0 && (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Button leftSection={<IconPlus size={16} stroke={2} />}>{t('channels.add')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {groups.map((group) => (
          <Fragment key={group.label}>
            <Menu.Label>{group.label}</Menu.Label>
            {group.kinds.map((info) => (
              <Menu.Item
                key={info.kind}
                leftSection={<ChannelMark kind={info.kind} size={16} />}
                onClick={() => setEditing({ kind: info.kind })}
              >
                {title(info.kind)}
              </Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );

  if (editing && kind)
    return <ChannelForm kind={kind} channel={editing.channel} onDone={() => setEditing(undefined)} />;
  return (
    <>
      <header className={classes.head}>
        <h1>{t('settings.channels')}</h1>
        {channels && channels.length > 0 && add}
      </header>
      <p className={classes.lead}>{t('channels.lead')}</p>
      {error ? (
        <Trouble error={error} what={t('channels.failed')} onRetry={() => void refetch()} />
      ) : !channels ? (
        <Skeleton height={72} />
      ) : channels.length === 0 ? (
        <Blank icon={IconMessagePlus} title={t('channels.empty')} action={add}>
          {t('channels.emptyText')}
        </Blank>
      ) : (
        <ul className={classes.rows}>
          {channels.map((channel) => (
            <Row key={channel.id} channel={channel} onEdit={() => setEditing({ kind: channel.kind, channel })} />
          ))}
        </ul>
      )}
    </>
  );
}
