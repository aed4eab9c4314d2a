import type { Board } from '@guichet/contracts';
import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconInfoCircle,
  IconPlugConnectedX,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useNow } from '../../../shared/i18n/use-now.js';
import { useSaysConnection } from '../../../shared/live/connection-notice-owner.js';
import { useConnection } from '../../../shared/live/use-live-connection.js';
import { isBoardStale } from '../wallboard/is-board-stale.js';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { caseListLink } from './case-list-links.js';
import classes from './now-page.module.css';

interface Props {
  board: Board;
  /** When the board was read, in milliseconds. */
  since: number;
  /** Did the last request fail, or would the next? */
  failed: boolean;
}

/** When the figures were read. */
function AsOf({ since }: { since: number }) {
  const { t } = useTexts();
  const formats = useFormats();
  return <span className={classes.asOf}>{t('dashboards.now.asOf', { at: formats.clock(since) })}</span>;
}

/** A line that confirms that all channels and jobs work, or lists each one that does not. */
export function SystemHealthLine({ board, since, failed: isOld }: Props) {
  const { t } = useTexts();
  const now = useNow();
  const connection = useConnection();
  const words = useChannelTexts();
  const may = useMay();
  useSaysConnection();
  const { failed, unknown, blocked } = board.deliveries;
  const failing = failed + unknown + blocked;
  const inUse = board.channels.filter(({ enabled }) => enabled);
  const ill = inUse.filter(({ health }) => health === 'error');
  // As many as the queue check lists to be looked at.
  const findings = board.reconciliation.findings.filter(({ fixed }) => !fixed).length;
  const programs = ['spamFilter', 'virusScanner'] as const;
  const silent = programs.filter((program) => board.protection[program] === 'silent');
  const absent = programs.filter((program) => board.protection[program] === 'not-configured');
  const broken = ill.length + silent.length + (failing > 0 ? 1 : 0) + findings;
  // What was well a while ago is no reason to be calm.
  if (isBoardStale({ connection, failed: isOld, since }, now))
    return (
      <p className={classes.health} data-stale="">
        <IconPlugConnectedX size={17} stroke={1.75} aria-hidden />
        {t('dashboards.now.maybeOld')}
        <AsOf since={since} />
      </p>
    );
  if (broken === 0 && inUse.length === 0)
    return (
      <p className={classes.health} data-none="">
        <IconCircleDashed size={17} aria-hidden />
        {t('dashboards.now.noChannel')}
        {may('channel.manage') && <Link to="/settings/channels">{t('dashboards.now.addChannel')}</Link>}
        <AsOf since={since} />
      </p>
    );
  if (broken === 0)
    return (
      <p
        className={classes.health}
        data-ok={absent.length === 0 ? '' : undefined}
        data-none={absent.length > 0 ? '' : undefined}
      >
        {absent.length === 0 ? (
          <IconCircleCheckFilled size={17} aria-hidden />
        ) : (
          <IconInfoCircle size={17} stroke={1.75} aria-hidden />
        )}
        <span>
          {t('dashboards.now.allWell', { count: inUse.length })}
          {absent.map((program) => ` · ${t(`dashboards.now.notConfigured.${program}`)}`)}
        </span>
        <AsOf since={since} />
      </p>
    );
  return (
    <div className={classes.health}>
      <IconAlertTriangleFilled size={17} aria-hidden />
      {/* Of queues alone, the number of findings would be there twice. */}
      {broken > findings && <strong>{t('dashboards.now.broken', { count: broken })}</strong>}
      <ul>
        {ill.map((channel) => (
          <li key={channel.id}>
            <a href="#channels">{t('dashboards.now.channelDown', { name: words.account(channel) })}</a>
          </li>
        ))}
        {silent.map((program) => (
          <li key={program}>{t(`dashboards.now.silent.${program}`)}</li>
        ))}
        {failing > 0 && (
          <li>
            <Link {...caseListLink('failing')}>{t('dashboards.now.repliesFailed', { count: failing })}</Link>
          </li>
        )}
        {findings > 0 && (
          <li>
            <a href="#queue-check">{t('dashboards.now.queuesDown', { count: findings })}</a>
          </li>
        )}
      </ul>
      <AsOf since={since} />
    </div>
  );
}
