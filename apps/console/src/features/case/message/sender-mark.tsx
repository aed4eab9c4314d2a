import type { Authentication, AuthenticationVerdict, SenderWarning } from '@guichet/contracts';
import { Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconShieldCheck,
  IconShieldQuestion,
  IconShieldX,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './sender-mark.module.css';
import { senderReason } from './sender-reason.js';

const glyphs: Record<AuthenticationVerdict, TablerIcon> = {
  authenticated: IconShieldCheck,
  failed: IconShieldX,
  unauthenticated: IconShieldQuestion,
  unknown: IconShieldQuestion,
};

/** What is as it should be has a glyph only. */
const QUIET: readonly AuthenticationVerdict[] = ['authenticated'];

/** Whether the sender of a message is genuine, beside their name; the reason is shown on hover and focus. */
export function SenderMark({ authentication }: { authentication: Authentication }) {
  const { t } = useTranslation();
  const { verdict, domain } = authentication;
  const Glyph = glyphs[verdict];
  const why = t(`senders.why.${senderReason(authentication)}`, { domain: domain ?? '' });
  return (
    <Tooltip label={why} multiline maw={340} events={{ hover: true, focus: true, touch: true }}>
      <span className={classes.mark} data-verdict={verdict} tabIndex={0}>
        <Glyph size={15} stroke={1.75} aria-hidden />
        <span className={QUIET.includes(verdict) ? 'g-sr' : undefined}>{t(`senders.mark.${verdict}`)}</span>
      </span>
    </Tooltip>
  );
}

/** What is odd about the sender, in sentences. */
export function SenderWarnings({ warnings }: { warnings: readonly SenderWarning[] }) {
  const { t } = useTranslation();
  if (warnings.length === 0) return null;
  return (
    <ul className={classes.warnings} aria-label={t('senders.warnings')}>
      {warnings.map(({ reason, ...values }) => (
        <li key={reason} className={classes.warning}>
          <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
          <span>{t(`senders.warning.${reason}`, values)}</span>
        </li>
      ))}
    </ul>
  );
}
