import type { AnswerDifference, AnswerSide } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import { useDifferenceText } from '../../../shared/i18n/use-difference-text.js';
import report from './report.module.css';
import classes from './answers.module.css';
import { ComparedReplyLine } from './compared-reply-line.js';

/** The questions that were answered differently, with the answers side by side. */
export function AnswerDifferences({ differences }: { differences: readonly AnswerDifference[] }) {
  const { t } = useTranslation();
  const about = useDifferenceText();
  return (
    <section className={classes.section}>
      <h3 className={report.title}>{t('templates.answers.differences')}</h3>
      {differences.length === 0 && <p className={report.hint}>{t('templates.answers.noDifferences')}</p>}
      {differences.map((difference, index) => (
        <article key={index} className={classes.difference}>
          <h4 className={classes.about}>{about(difference.about)}</h4>
          <div className={classes.sides}>
            {difference.sides.map((side, n) => (
              <Side key={n} side={side} />
            ))}
          </div>
        </article>
      ))}
    </section>
  );
}

function Side({ side: { text, replies, hidden, byHand, warned, examples } }: { side: AnswerSide }) {
  const { t } = useTranslation();
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
        {examples.map((reply) => (
          <ComparedReplyLine key={reply.entryId} reply={reply} />
        ))}
      </ul>
    </section>
  );
}
