import type { MessageTrial, Rule } from '@guichet/contracts';
import { useId } from 'react';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './case-routing-explanation.module.css';
import { DECISIONS, keptType } from './group-trial-results.js';
import { useRoutingOutcomeText } from './use-routing-outcome-text.js';

interface Props {
  title: string;
  decided: Pick<MessageTrial, 'then' | 'teamBy' | 'caseTypeBy'>;
  rules: readonly Rule[];
  /** Tags that the case of the message does not have. */
  lacking?: string[];
}

/** What the rules decide of a message, with the rule that decides it. */
export function DecidedByRules({ title, decided, rules, lacking = [] }: Props) {
  const { t } = useTexts();
  const heading = useId();
  const words = useRoutingOutcomeText();
  const formats = useFormats();
  const byRule = (id: string | null) => {
    const by = rules.find((rule) => rule.id === id);
    return by && t('routing.here.byRule', { name: by.name });
  };
  const kept = keptType(decided, rules);
  const typeBy = [byRule(decided.caseTypeBy), kept && t('routing.here.keptType', { team: kept.team.name })];
  return (
    <section className={classes.result} aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      <dl>
        {DECISIONS.map((decision) => (
          <div key={decision}>
            <dt>{t(`routing.rule.do.${decision}`)}</dt>
            <dd>
              <bdi>{words(decided.then)[decision]}</bdi>
              {decision === 'tags' && lacking.length > 0 && (
                <span className={classes.source}>
                  {t('routing.here.lacking', { tags: formats.list(lacking), count: lacking.length })}
                </span>
              )}
              {decision === 'team' && (
                <span className={classes.source}>{byRule(decided.teamBy) ?? t('routing.here.byChannel')}</span>
              )}
              {decision === 'caseType' && <span className={classes.source}>{typeBy.filter(Boolean).join(' · ')}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
