import { senderStanding, type Authentication, type SenderWarning } from '@guichet/contracts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMay } from '../../../shared/session/use-session.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { senderStandingIcons } from '../../../shared/messages/sender-standing-icons.js';
import { MarkWithReason } from './mark-with-reason.js';
import classes from './sender-authenticity-mark.module.css';
import { senderReason } from './sender-reason.js';

interface Props {
  authentication: Authentication;
  /** As the message names it; undefined where it names nobody. */
  address: string | undefined;
}

/** Whether the sender of a message is genuine, beside their name: a button that opens the answer and its reason. */
export function SenderAuthenticityMark({ authentication, address }: Props) {
  const { t } = useTexts();
  const may = useMay();
  const standing = senderStanding(authentication);
  const Glyph = senderStandingIcons[standing];
  const reason = senderReason(authentication);
  const shownAddress = address ?? t('senders.thisAddress');
  const mark = t(`common.senderMark.${standing}`);
  const isVerified = authentication.verdict === 'authenticated';
  const answer = standing === 'look-alike' && isVerified ? 'look-alike-verified' : standing;
  return (
    <MarkWithReason
      label={mark}
      className={classes.mark}
      look={standing}
      target={{ 'data-sender-mark': true }}
      reason={
        <div className={classes.why}>
          <h3>{t('senders.question')}</h3>
          <p className={classes.answer} data-look={standing}>
            <Glyph size={16} stroke={1.75} aria-hidden />
            <span>{t(`senders.answer.${answer}`, { address: shownAddress })}</span>
          </p>
          {authentication.warnings.map((warning) => (
            <p key={warning.reason}>
              <WarningText warning={warning} />
            </p>
          ))}
          <p>{t(`senders.why.${reason}`, { domain: authentication.domain ?? '' })}</p>
          <p>
            {standing === 'verified'
              ? t('senders.caution')
              : t(`senders.advice.${standing}`, { address: shownAddress })}
          </p>
          {reason === 'nobody' && may('channel.manage') && (
            <p>
              <Anchor component={Link} to="/settings/channels" size="sm">
                {t('senders.nameServer')}
              </Anchor>
            </p>
          )}
        </div>
      }
    >
      <Glyph size={15} stroke={1.75} aria-hidden />
      {mark}
    </MarkWithReason>
  );
}

function WarningText({ warning: { reason, ...values } }: { warning: SenderWarning }) {
  const { t } = useTexts();
  if (reason !== 'name-is-address') return t(`senders.warning.${reason}`, values);
  return 'claimed' in values && t(`senders.warning.${reason}.${values.of}`, values);
}

/** What is odd about the sender, in sentences. */
export function SenderWarnings({ warnings }: { warnings: readonly SenderWarning[] }) {
  const { t } = useTexts();
  if (warnings.length === 0) return null;
  return (
    <ul className={classes.warnings} aria-label={t('senders.warnings')}>
      {warnings.map((warning) => (
        <li key={warning.reason} className={classes.warning}>
          <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
          <span>
            <WarningText warning={warning} />
          </span>
        </li>
      ))}
    </ul>
  );
}
