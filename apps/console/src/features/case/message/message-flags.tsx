import { OwnFlag, type CaseDetail, type MessageEntry } from '@guichet/contracts';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { displayName } from '../../../shared/i18n/display-name.js';
import { useChannelReason } from '../../../shared/i18n/use-channel-texts.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { MarkWithReason } from './mark-with-reason.js';
import classes from './message-flags.module.css';
import { NamedSenderMenu, UncertainSenderMenu } from './uncertain-sender-menu.js';

const ownFlags: readonly string[] = OwnFlag.options;
const isOwn = (flag: string): flag is OwnFlag => ownFlags.includes(flag);

/** What a flag says, and why; what a channel says of its message needs no further words. */
function useFlagText(entry: MessageEntry) {
  const { t } = useTexts();
  const formats = useFormats();
  const channelReason = useChannelReason();
  return (flag: string): { text: string; why?: string } => {
    if (!isOwn(flag)) return { text: channelReason(flag) };
    const claimed = flag === 'date-odd' && entry.claimedAt ? formats.full(entry.claimedAt) : '';
    const why = [t(`case.flagReason.${flag}`, { count: entry.hiddenParts }), claimed].filter(Boolean).join(' ');
    const given = entry.direction === 'in' ? entry.from : entry.to[0];
    const values = { count: entry.hiddenParts, score: entry.surveyScore ?? '', address: displayName(given?.value) };
    return { text: t(`case.flag.${flag}`, values), why };
  };
}

/**
 * What the mark opens of a message of which it is not certain who wrote it, also where an agent has moved it, or its case was merged: where it
 * belongs is no statement of who wrote it, which is said there as where it arrived.
 */
function senderMenu(entry: MessageEntry, item: CaseDetail): ReactNode {
  const shown = { entry, item, className: classes.flag };
  if (entry.senderNamed) return <NamedSenderMenu {...shown} named={entry.senderNamed} />;
  return <UncertainSenderMenu {...shown} />;
}

/** What is unusual about a message, such as an unverified sender, as words; the reason opens by a button. */
export function MessageFlags({ entry, item }: { entry: MessageEntry; item: CaseDetail }) {
  const { t } = useTexts();
  const flagText = useFlagText(entry);
  return (
    <ul className={classes.flags} aria-label={t('case.flag.label')}>
      {entry.flags.map((flag) => {
        const menu = flag === 'sender-uncertain' && senderMenu(entry, item);
        if (menu) return <li key={flag}>{menu}</li>;
        const { text, why } = flagText(flag);
        return (
          <li key={flag}>
            {why === undefined ? (
              <span className={classes.flag}>
                <IconInfoCircle size={13} stroke={1.75} aria-hidden />
                {text}
              </span>
            ) : (
              <MarkWithReason label={text} className={classes.flag} reason={why}>
                <IconInfoCircle size={13} stroke={1.75} aria-hidden />
                {text}
              </MarkWithReason>
            )}
          </li>
        );
      })}
    </ul>
  );
}
