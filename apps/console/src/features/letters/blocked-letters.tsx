import type { BlockedLetter } from '@guichet/contracts';
import { IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useChannelReason } from '../../shared/i18n/use-channel-texts.js';
import { WorkRow, WorkRows } from '../../shared/layout/work-page.js';
import { LetterCase } from './letter-case.js';
import { Envelope } from './letter-row.js';
import classes from './letters-page.module.css';

/** The letters that are not to be printed any more until an agent decides, with the reason and what is to be done. */
export function BlockedLetters({ letters }: { letters: readonly BlockedLetter[] }) {
  const { t } = useTranslation();
  const channelReason = useChannelReason();
  return (
    <section className={classes.blocked} aria-labelledby="blocked-letters">
      <h2 id="blocked-letters">{t('letters.blocked.title', { count: letters.length })}</h2>
      <p>{t('letters.blocked.lead')}</p>
      <WorkRows>
        {letters.map((letter) => (
          <WorkRow key={letter.entryId} className={classes.letter}>
            <IconHandStop size={20} stroke={1.5} aria-hidden />
            <Envelope lines={letter.recipient} />
            <LetterCase letter={letter}>
              {letter.reason && <span className={classes.reason}>{channelReason(letter.reason)}</span>}
            </LetterCase>
          </WorkRow>
        ))}
      </WorkRows>
    </section>
  );
}
