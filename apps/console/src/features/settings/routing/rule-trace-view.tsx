import type { Condition, Rule, RuleTrace } from '@guichet/contracts';
import { IconCheck, IconCircleCheckFilled, IconCircleDashed, IconX } from '@tabler/icons-react';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { SentenceLine } from '../../../shared/ordered-list/sentence-line.js';
import classes from './rule-trace-view.module.css';
import { useRuleText } from './use-rule-text.js';

/** Shows how each rule was evaluated for a message, and which of its words matched each condition. */
export function RuleTraceView({ trace, rules }: { trace: readonly RuleTrace[]; rules: readonly Rule[] }) {
  const { t } = useTexts();
  const formats = useFormats();
  const unread = rules.filter(({ id, active }) => active && !trace.some(({ ruleId }) => ruleId === id));
  if (trace.length === 0) return <p className={classes.name}>{t('routing.trace.none')}</p>;
  return (
    <>
      <ol className={classes.trace} aria-label={t('routing.trace.list')}>
        {trace.map((line) => (
          <RuleLine key={line.ruleId} line={line} rule={rules.find(({ id }) => id === line.ruleId)} />
        ))}
      </ol>
      {unread.length > 0 && (
        <p className={classes.name}>
          {t('routing.trace.notRead', { names: formats.list(unread.map(({ name }) => name)) })}
        </p>
      )}
    </>
  );
}

function RuleLine({ line, rule }: { line: RuleTrace; rule: Rule | undefined }) {
  const { t } = useTexts();
  const Glyph = line.matched ? IconCircleCheckFilled : IconCircleDashed;
  return (
    <li className={classes.rule} data-held={line.matched || undefined}>
      <Glyph size={16} stroke={1.5} aria-hidden />
      <div>
        <div className={classes.name}>
          <span className="g-sr">{t(`routing.trace.${line.matched ? 'matched' : 'notMatched'}`)}: </span>
          <bdi>{line.name}</bdi>
        </div>
        {line.missing && <div className={classes.gone}>{t(`routing.trace.gone.${line.missing}`)}</div>}
        <ul className={classes.conditions}>
          {rule?.when.map((condition, index) => (
            <ConditionRead key={index} condition={condition} read={line.conditions[index]} />
          ))}
          {rule?.when.length === 0 && !line.missing && (
            <li data-held="true">
              <IconCheck size={13} stroke={2} aria-hidden />
              {t('routing.trace.always')}
            </li>
          )}
        </ul>
      </div>
    </li>
  );
}

function ConditionRead({
  condition,
  read,
}: {
  condition: Condition;
  read: RuleTrace['conditions'][number] | undefined;
}) {
  const { t } = useTexts();
  const words = useRuleText();
  if (!read) return null;
  const Glyph = read.matched ? IconCheck : IconX;
  return (
    <li data-held={read.matched}>
      <Glyph size={13} stroke={2} aria-label={t(`routing.trace.${read.matched ? 'yes' : 'no'}`)} role="img" />
      <span>
        <SentenceLine parts={words.condition(condition)} />{' '}
        {read.found !== null && <bdi className={classes.found}>{words.found(condition, read.found)}</bdi>}
      </span>
    </li>
  );
}
