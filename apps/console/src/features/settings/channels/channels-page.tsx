import type { ChannelAccount, ChannelKind, ChannelKindInfo } from '@guichet/contracts';
import {
  ChannelMark,
  EmptyState,
  ErrorState,
  PageHead,
  PageLead,
  Row,
  RowDetail,
  RowList,
  RowMain,
  RowName,
  RowOpener,
} from '@guichet/ui';
import { Anchor, Button, Menu, Skeleton, Switch } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconLockOpen,
  IconPlayerPause,
  IconMessagePlus,
  IconPlus,
  IconShieldQuestion,
} from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { channelsQuery, teamsQuery } from '../../../shared/api/queries.js';
import { useChannelReason, useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import { useMay } from '../../../shared/session/use-session.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { AcknowledgementMark } from './acknowledgement-mark.js';
import { ChannelAccountForm } from './channel-account-form.js';
import { ConnectMailbox } from './connect-mailbox.js';
import { ConsentButton } from './mailbox-oauth-consent.js';
import { hasMailbox, MailboxProgress } from './mailbox-progress.js';
import { canMailGoUnencrypted } from './can-mail-go-unencrypted.js';
import { isUnchecked } from './trusted-sender-check-server.js';
import classes from './channels-page.module.css';

function Health({ health }: { health: ChannelAccount['health'] }) {
  const channelReason = useChannelReason();
  const { t } = useTexts();
  const Glyph = { ok: IconCircleCheck, error: IconAlertTriangle, unknown: IconCircleDashed }[health.state];
  const state = t(`channels.health.${health.state}`);
  return (
    <span className={classes.health} data-state={health.state}>
      <Glyph size={15} stroke={1.75} aria-hidden />
      <span>
        {health.reason ? t('channels.health.because', { state, reason: channelReason(health.reason) }) : state}
        {health.at && (
          <>
            {' · '}
            {health.state === 'error' && `${t('channels.health.since')} `}
            <ShortTime at={health.at} within={health.state === 'error' ? 'since' : undefined} />
          </>
        )}
      </span>
    </span>
  );
}

function ChannelRow({ channel, onEdit }: { channel: ChannelAccount; onEdit: () => void }) {
  const { t } = useTexts();
  const may = useMay();
  const problemText = useProblemText();
  const channels = useChannelTexts();
  const queryClient = useQueryClient();
  const { data: teams = [] } = useQuery(teamsQuery);
  const failed = (error: unknown) => toastFailure(t('channels.saveFailed'), problemText(error));
  const turn = (enabled: boolean) => call('updateChannel', { params: { id: channel.id }, body: { enabled } });
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['channels'] });
  const toggle = useMutation({
    mutationFn: turn,
    onSuccess: (_, enabled) =>
      toast({
        message: t(enabled ? 'channels.turnedOn' : 'channels.turnedOff', { name: channels.account(channel) }),
        undoLabel: t('common.list.undo'),
        undo: async () => {
          await turn(!enabled).catch(failed);
          await refresh();
        },
        about: [`enabled of ${channel.id}`],
      }),
    onError: failed,
    onSettled: refresh,
  });
  return (
    <Row off={!channel.enabled}>
      <ChannelMark kind={channel.kind} size={20} />
      <RowMain>
        <RowName>
          <RowOpener onOpen={may('channel.manage') ? onEdit : undefined}>{channels.account(channel)}</RowOpener>
        </RowName>
        <RowDetail>
          {[
            channel.addresses.join(', '),
            teams.find((team) => team.id === channel.teamId)?.name,
            channel.shared && t('channels.ofAllTeams'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </RowDetail>
        <div className={classes.marks}>
          {channel.enabled ? (
            <Health health={channel.health} />
          ) : (
            <span className={classes.health}>
              <IconPlayerPause size={15} stroke={1.75} aria-hidden />
              {t('channels.off')}
            </span>
          )}
          {channel.enabled && canMailGoUnencrypted(channel) && (
            <span className={classes.health}>
              <IconLockOpen size={15} stroke={1.75} aria-hidden />
              {t('channels.health.unencrypted')}
            </span>
          )}
          {channel.enabled && isUnchecked(channel) && may('channel.manage') && (
            <span className={classes.unchecked}>
              <IconShieldQuestion size={15} stroke={1.75} aria-hidden />
              {t('channels.unchecked')}
              <Anchor component="button" type="button" size="xs" onClick={onEdit}>
                {t('channels.uncheckedWhy')}
              </Anchor>
            </span>
          )}
          {channel.enabled && may('channel.manage') && <AcknowledgementMark channel={channel} />}
        </div>
        {channel.enabled && hasMailbox(channel) && <MailboxProgress channel={channel} />}
      </RowMain>
      {may('channel.manage') && (
        <>
          {channel.enabled && channel.consent?.state === 'needed' && (
            <ConsentButton
              id={channel.id}
              size="xs"
              label={t('channels.consent.signIn', { provider: channel.consent.provider })}
            />
          )}
          <Switch
            wrapperProps={{ 'data-above-row': true }}
            aria-label={t('channels.enable', { name: channel.name })}
            checked={toggle.isPending ? toggle.variables : channel.enabled}
            onChange={(event) => toggle.mutate(event.currentTarget.checked)}
          />
          <Button variant="default" size="xs" onClick={onEdit} aria-label={t('common.edit', { name: channel.name })}>
            {t('common.editShort')}
          </Button>
        </>
      )}
    </Row>
  );
}

/** The kinds in the order in which administrations connect them. */
const USUAL_PLACE: Record<ChannelKind, number> = {
  ...{ email: 1, chat: 2, sms: 3, whatsapp: 4, messenger: 5, instagram: 6, telegram: 7, mastodon: 8, webhook: 9 },
  ...{ phone: 10, counter: 11, post: 12 },
};
const placeOf = ({ kind }: ChannelKindInfo): number => USUAL_PLACE[kind];

export function ChannelsPage() {
  const { t } = useTexts();
  const may = useMay();
  const { data: channels, error, refetch } = useQuery(channelsQuery);
  const { kinds: known, title } = useChannelTexts();
  const kinds = known.toSorted((a, b) => placeOf(a) - placeOf(b));
  const [editing, setEditing] = useState<{ kind: string; channel?: ChannelAccount; setting?: string }>();
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

  if (kind?.kind === 'email' && !editing?.channel)
    return <ConnectMailbox kind={kind} onDone={() => setEditing(undefined)} />;
  if (editing && kind)
    return (
      <ChannelAccountForm
        // What was just added is edited in a form of its own.
        key={editing.channel?.id ?? 'new'}
        kind={kind}
        channel={editing.channel}
        setting={editing.setting}
        onSetting={(channel, setting) => setEditing({ kind: channel.kind, channel, setting })}
        onDone={() => setEditing(undefined)}
      />
    );
  return (
    <>
      <PageHead>
        <h1>{t('settings.channels')}</h1>
        {channels && channels.length > 0 && add}
      </PageHead>
      <PageLead>{t('channels.lead')}</PageLead>
      {error ? (
        <ErrorState error={error} what={t('channels.failed')} onRetry={() => void refetch()} />
      ) : !channels ? (
        <Skeleton height={72} />
      ) : channels.length === 0 ? (
        <EmptyState icon={IconMessagePlus} title={t('channels.empty')} action={add}>
          {t('channels.emptyText')}
        </EmptyState>
      ) : (
        <RowList>
          {channels.map((channel) => (
            <ChannelRow key={channel.id} channel={channel} onEdit={() => setEditing({ kind: channel.kind, channel })} />
          ))}
        </RowList>
      )}
    </>
  );
}
