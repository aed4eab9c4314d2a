import type { ComparedReply } from '@guichet/contracts';
import { ChannelMark } from '@guichet/ui';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './answers.module.css';

/** A reply, with the way to it. */
export function ComparedReplyLine({ reply, children }: { reply: ComparedReply; children?: ReactNode }) {
  const { t } = useTexts();
  const { caseId, position, reference, channel, by, at } = reply;
  return (
    <li>
      <p className={classes.reply}>
        <ChannelMark kind={channel} />
        <Link
          to="/inbox/$view/$caseId"
          params={{ view: 'all', caseId }}
          search={{ at: position }}
          aria-label={t('templates.consistency.open', { reference })}
        >
          {reference}
        </Link>
        <bdi>{by}</bdi>
        <ShortTime at={at} />
      </p>
      {children}
    </li>
  );
}
