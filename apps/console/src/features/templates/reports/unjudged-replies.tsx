import { NotJudged, type AnswerConsistency } from '@guichet/contracts';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import report from './report.module.css';
import classes from './answers.module.css';
import { ComparedReplyLine } from './compared-reply-line.js';

/** What cannot be said to agree: why, how often, and which replies these are. */
export function UnjudgedReplies({
  topic: { notJudged, partlyAgreeing, reasons, unjudged },
}: {
  topic: AnswerConsistency;
}) {
  const { t } = useTexts();
  const formats = useFormats();
  if (notJudged === 0) return null;
  return (
    <section className={classes.section}>
      <h3 className={report.title}>{t('templates.answers.notJudged')}</h3>
      <p className={report.hint}>
        {t('templates.answers.notJudgedHint')}
        {partlyAgreeing > 0 && ` ${t('templates.answers.partly', { count: partlyAgreeing })}`}
      </p>
      <dl className={classes.reasons}>
        {NotJudged.options
          .filter((reason) => (reasons[reason] ?? 0) > 0)
          .map((reason) => (
            <div key={reason}>
              <dt>{t(`templates.answers.reason.${reason}`)}</dt>
              <dd>{formats.number(reasons[reason] ?? 0)}</dd>
            </div>
          ))}
      </dl>
      <ul className={classes.unjudged}>
        {unjudged.map((reply) => (
          <ComparedReplyLine key={reply.entryId} reply={reply}>
            <p className={classes.why}>
              {reply.reasons.map((reason) => t(`templates.answers.reason.${reason}`)).join(' · ')}
            </p>
          </ComparedReplyLine>
        ))}
      </ul>
      {unjudged.length < notJudged && (
        <p className={report.hint}>{t('templates.answers.more', { count: notJudged - unjudged.length })}</p>
      )}
    </section>
  );
}
