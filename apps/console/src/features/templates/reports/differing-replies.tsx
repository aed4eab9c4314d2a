import type { AnswerDifference, AnswerSide } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useReplyDifferenceText } from '../../../shared/i18n/use-reply-difference-text.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import report from './report.module.css';
import classes from './answers.module.css';
import { ComparedReplyLine } from './compared-reply-line.js';

/** The questions that were answered differently, with the answers side by side. */
export function DifferingReplies({ differences }: { differences: readonly AnswerDifference[] }) {
  const { t } = useTexts();
  return (
    <section className={classes.section}>
      <h3 className={report.title}>{t('templates.answers.differences')}</h3>
      {differences.length === 0 && <p className={report.hint}>{t('templates.answers.noDifferences')}</p>}
      <Differences differences={differences} />
    </section>
  );
}

/** Answers that may be to one question: a person has to see, so that they are no alarm and do not stand open. */
export function PossibleDifferences({ differences }: { differences: readonly AnswerDifference[] }) {
  const { t } = useTexts();
  const formats = useFormats();
  if (differences.length === 0) return null;
  return (
    <details className={classes.possible}>
      <summary>
        <IconChevronRight size={16} stroke={1.5} aria-hidden />
        <h3>{t('templates.answers.mayDiffer')}</h3>
        <span className={classes.possibleCount}>{formats.number(differences.length)}</span>
      </summary>
      <div className={classes.possibleBody}>
        <p className={report.hint}>{t('templates.answers.mayDifferHint')}</p>
        <Differences differences={differences} />
      </div>
    </details>
  );
}

function Differences({ differences }: { differences: readonly AnswerDifference[] }) {
  const about = useReplyDifferenceText();
  return differences.map((difference, index) => (
    <article key={index} className={classes.difference}>
      <h4 className={classes.about}>{about(difference.about)}</h4>
      <div className={classes.sides}>
        {difference.sides.map((side, n) => (
          <Side key={n} side={side} />
        ))}
      </div>
    </article>
  ));
}

/** So many replies stand below an answer until all are asked for. */
const SHOWN_FIRST = 5;

function Side({ side: { text, replies, hidden, byHand, warned, examples } }: { side: AnswerSide }) {
  const { t } = useTexts();
  const [areAllShown, showAll] = useState(false);
  const shown = areAllShown ? examples : examples.slice(0, SHOWN_FIRST);
  const others = examples.length - shown.length;
  const beyond = replies - hidden - examples.length;
  return (
    <section className={classes.side}>
      <p className={classes.count}>{t('templates.answers.count', { count: replies })}</p>
      {text === null ? (
        <p className={report.hint}>{t('templates.answers.unseen')}</p>
      ) : (
        <blockquote className={classes.quote}>{text}</blockquote>
      )}
      <ul className={classes.notes}>
        {byHand > 0 && <li>{t('templates.answers.byHand', { count: byHand })}</li>}
        {warned > 0 && <li>{t('templates.answers.warned', { count: warned })}</li>}
        {hidden > 0 && text !== null && <li>{t('templates.answers.hidden', { count: hidden })}</li>}
      </ul>
      <ul className={classes.replies}>
        {shown.map((reply) => (
          <ComparedReplyLine key={reply.entryId} reply={reply} />
        ))}
      </ul>
      {others > 0 && (
        <Button size="compact-sm" variant="subtle" onClick={() => showAll(true)}>
          {t('templates.answers.otherReplies', { count: others })}
        </Button>
      )}
      {others === 0 && beyond > 0 && <p className={report.hint}>{t('templates.answers.more', { count: beyond })}</p>}
    </section>
  );
}
