import type { BlockedLetter, LetterToPrint } from '@guichet/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ShortTime } from '../../shared/i18n/short-time.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import classes from './letters-page.module.css';

/** The case of a letter: it leads there, and says who wrote the letter and since when it waits. */
export function LetterCase({ letter, children }: { letter: LetterToPrint | BlockedLetter; children?: ReactNode }) {
  const { t } = useTexts();
  return (
    <div className={classes.about}>
      <Link to="/cases/$caseId" params={{ caseId: letter.caseId }} className={classes.subject}>
        {letter.subject}
      </Link>
      <span className={classes.quiet}>
        {letter.reference} · {letter.team}
        {'pages' in letter && ` · ${t('letters.pages', { count: letter.pages })}`}
      </span>
      <span className={classes.quiet}>
        {letter.by && `${t('letters.by', { name: letter.by })} · `}
        <ShortTime at={letter.at} />
      </span>
      {children}
    </div>
  );
}
