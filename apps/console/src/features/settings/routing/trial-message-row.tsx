import type { Rule, RoutingTrialMessage } from '@guichet/contracts';
import { ChannelMark } from '@guichet/ui';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import { RuleTraceView } from './rule-trace-view.js';
import classes from './rule-trial-panel.module.css';
import { useEntityNames } from '../../../shared/i18n/use-entity-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

interface Props {
  message: RoutingTrialMessage;
  rules: readonly Rule[];
  /** Whether its reference leads to the case. */
  isLinked: boolean;
}

/** A message for which the changed rules decide something else, and why. */
export function TrialMessageRow({ message, rules, isLinked }: Props) {
  const { t } = useTexts();
  const names = useEntityNames();
  // Only what is looked at is drawn: a hundred messages times all rules is much.
  const [open, setOpen] = useState(false);
  return (
    <li className={classes.message}>
      <div className={classes.subject}>
        <bdi>{message.subject || t('common.noSubject')}</bdi>
        <span className={classes.from}>
          <ChannelMark kind={message.channel} size={13} /> {names.channel(message.channel)} ·{' '}
          {isLinked ? (
            <Link to="/cases/$caseId" params={{ caseId: message.caseId }}>
              {message.reference}
            </Link>
          ) : (
            message.reference
          )}{' '}
          · <ShortTime at={message.at} />
        </span>
      </div>
      {message.preview && (
        <p className={classes.preview}>
          <bdi>{message.preview}</bdi>
        </p>
      )}
      <details className={classes.why} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {t('routing.try.why')}
          <span className="g-sr"> {message.reference}</span>
        </summary>
        {open && <RuleTraceView trace={message.trace} rules={rules} />}
      </details>
    </li>
  );
}
