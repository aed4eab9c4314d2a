import type { Board } from '@guichet/contracts';
import { ChannelMark } from '@guichet/ui';
import { IconAlertTriangleFilled, IconCircleCheck, IconCircleDashed, IconPlayerPause } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useChannelReason, useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { groupChannelsByKind, type ChannelGroup } from './group-channels-by-kind.js';
import classes from './channel-health.module.css';
import { DashboardPanel } from '../dashboard-panel.js';

const glyphs = { error: IconAlertTriangleFilled, unknown: IconCircleDashed, ok: IconCircleCheck, off: IconPlayerPause };

/** The health of each channel with the reason of a failure, broken ones first. */
export function ChannelHealth({ channels }: { channels: Board['channels'] }) {
  const { t } = useTexts();
  return (
    <DashboardPanel labelledBy="channels">
      <h2 id="channels">{t('dashboards.now.channels')}</h2>
      <p className={classes.hint}>
        {t(channels.length > 0 ? 'dashboards.now.channelsHint' : 'dashboards.now.noChannel')}
      </p>
      <ul className={classes.channels}>
        {groupChannelsByKind(channels).map((group) => (
          <ChannelRow key={group.kind} group={group} />
        ))}
      </ul>
    </DashboardPanel>
  );
}

function ChannelRow({ group: { kind, accounts, ill, health, waiting, lastAt } }: { group: ChannelGroup }) {
  const { t } = useTexts();
  const formats = useFormats();
  const words = useChannelTexts();
  const channelReason = useChannelReason();
  const Glyph = glyphs[health];
  const waits = t('dashboards.now.channelWaiting', { count: waiting, number: formats.number(waiting) });
  return (
    <li className={classes.channel} data-state={health}>
      <ChannelMark kind={kind} size={17} />
      <span className={classes.words}>
        <span className={classes.name}>
          {words.title(kind)}
          {accounts.length > 1 && <span>{t('dashboards.now.accounts', { count: accounts.length })}</span>}
        </span>
        {ill.map((account) => (
          <span key={account.id} className={classes.reason}>
            <bdi>{words.account(account)}</bdi>
            {account.reason && (
              <>
                {t('dashboards.now.colon')}
                <bdi>{channelReason(account.reason)}</bdi>
              </>
            )}
            {account.since && (
              <>
                {' · '}
                {t('dashboards.now.since')} <ShortTime at={account.since} within="since" />
              </>
            )}
          </span>
        ))}
        <span className={classes.facts}>
          {waiting > 0 ? (
            <Link to="/inbox/$view" params={{ view: 'all' }} search={{ status: 'open', channel: kind }}>
              {waits}
            </Link>
          ) : (
            waits
          )}
          {lastAt && (
            <>
              {' · '}
              {t('dashboards.now.lastMessage')} <ShortTime at={lastAt} within="ago" />
            </>
          )}
        </span>
      </span>
      <span className={classes.health}>
        <Glyph size={15} stroke={1.75} aria-hidden />
        {t(`dashboards.now.health.${health}`)}
      </span>
    </li>
  );
}
