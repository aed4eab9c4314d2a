import type { Board } from '@guichet/contracts';
import { IconAlertTriangleFilled, IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { caseListLink } from './case-list-links.js';
import classes from './now-page.module.css';

/** A line that confirms that all channels and jobs work, or lists each one that does not. */
export function SystemHealthLine({ board }: { board: Board }) {
  const { t } = useTranslation();
  const words = useChannelTexts();
  const may = useMay();
  const { failed, unknown, blocked } = board.deliveries;
  const failing = failed + unknown + blocked;
  const inUse = board.channels.filter(({ enabled }) => enabled);
  const ill = inUse.filter(({ health }) => health === 'error');
  // A case that was not assigned for a long time is listed below; it is no malfunction.
  const findings = board.reconciliation.findings.filter(
    ({ type, fixed }) => !fixed && type !== 'unassigned-long',
  ).length;
  const programs = ['spamFilter', 'virusScanner'] as const;
  const silent = programs.filter((program) => board.protection[program] === 'silent');
  const absent = programs.filter((program) => board.protection[program] === 'not-configured');
  const broken = ill.length + silent.length + (failing > 0 ? 1 : 0) + (findings > 0 ? 1 : 0);
  if (broken === 0 && inUse.length === 0)
    return (
      <p className={classes.health} data-none="">
        <IconCircleDashed size={17} aria-hidden />
        {t('dashboards.now.noChannel')}
        {may('channel.manage') && <Link to="/settings/channels">{t('dashboards.now.addChannel')}</Link>}
      </p>
    );
  if (broken === 0)
    return (
      <p className={classes.health} data-ok="">
        <IconCircleCheckFilled size={17} aria-hidden />
        <span>
          {t('dashboards.now.allWell', { count: inUse.length })}
          {absent.map((program) => ` · ${t(`dashboards.now.notConfigured.${program}`)}`)}
        </span>
      </p>
    );
  return (
    <div className={classes.health}>
      <IconAlertTriangleFilled size={17} aria-hidden />
      <strong>{t('dashboards.now.broken', { count: broken })}</strong>
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
    </div>
  );
}
