import type { BlockedLetter, SkippedLetters } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useState } from 'react';
import { useChannelReason } from '../../shared/i18n/use-channel-texts.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { WorkRow, WorkRows } from '../../shared/layout/work-list-page.js';
import { LetterCase } from './letter-case.js';
import { Envelope, PrintedBy } from './letter-row.js';
import classes from './letters-page.module.css';
import { PostedDialog } from './posted-dialog.js';

interface Props {
  letters: readonly BlockedLetter[];
  onSkipped: (letters: SkippedLetters) => void;
}

/** What was printed before its author became anonymous may have been posted before that, too. */
const mayBePosted = ({ printed, reason }: BlockedLetter): boolean =>
  printed !== null && reason === 'author-now-anonymous';

/** The letters that are not to be printed any more until an agent decides, with the reason and what is to be done. */
export function BlockedLetters({ letters, onSkipped }: Props) {
  const { t } = useTexts();
  const channelReason = useChannelReason();
  const [posting, setPosting] = useState<string>();
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
              {letter.printed && <PrintedBy printed={letter.printed} />}
            </LetterCase>
            {mayBePosted(letter) && (
              <Button variant="default" size="compact-sm" onClick={() => setPosting(letter.entryId)}>
                {t('letters.posted')}
              </Button>
            )}
          </WorkRow>
        ))}
      </WorkRows>
      {posting && <PostedDialog entryIds={[posting]} onSkipped={onSkipped} onClose={() => setPosting(undefined)} />}
    </section>
  );
}
