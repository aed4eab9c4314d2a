import type { Rule, RoutingTrialMessage } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { changedDecisions, typeKeptInChange } from './group-trial-results.js';
import { TrialMessageRow } from './trial-message-row.js';
import classes from './rule-trial-panel.module.css';
import { useRoutingOutcomeText } from './use-routing-outcome-text.js';

/** So many are an example. */
const FEW = 3;

interface Props {
  messages: readonly [RoutingTrialMessage, ...RoutingTrialMessage[]];
  rules: readonly Rule[];
  /** Whether it stands in a dialog: a link would leave what is written there. */
  isInDialog?: boolean;
}

/** Messages with the same change of decision: what they get now and what they would get. */
export function TrialResultGroup({ messages, rules, isInDialog = false }: Props) {
  const { t } = useTexts();
  const words = useRoutingOutcomeText();
  const [all, setAll] = useState(false);
  const id = useId();
  const [now, then] = [words(messages[0].now), words(messages[0].then)];
  const kept = typeKeptInChange(messages[0], rules);
  const more = messages.length - FEW;
  return (
    <div className={classes.group} role="group" aria-labelledby={`${id}-count ${id}-changes`}>
      <h3 id={`${id}-count`}>{t('routing.try.alike', { count: messages.length })}</h3>
      <dl id={`${id}-changes`} className={classes.changes}>
        {changedDecisions(messages[0]).map((decision) => (
          <div key={decision}>
            <dt>{t(`routing.rule.do.${decision}`)}</dt>
            <dd>
              <del>
                <span className="g-sr">{t('routing.try.from')} </span>
                <bdi>{now[decision]}</bdi>
              </del>
              <IconArrowRight size={14} stroke={1.5} aria-hidden />
              <ins>
                <span className="g-sr">{t('routing.try.to')} </span>
                <bdi>{then[decision]}</bdi>
              </ins>
            </dd>
          </div>
        ))}
        {kept && (
          <div>
            <dt>{t('routing.rule.do.caseType')}</dt>
            <dd>
              <bdi>{then.caseType}</bdi>
              <span className={classes.kept}>
                {t('routing.try.keptType', { by: kept.by.name, team: kept.team.name })}
              </span>
            </dd>
          </div>
        )}
      </dl>
      <ul id={id} className={classes.messages}>
        {(all ? messages : messages.slice(0, FEW)).map((message) => (
          <TrialMessageRow key={message.caseId} message={message} rules={rules} isLinked={!isInDialog} />
        ))}
      </ul>
      {more > 0 && (
        <Button size="compact-sm" variant="subtle" aria-expanded={all} aria-controls={id} onClick={() => setAll(!all)}>
          {all ? t('routing.try.fewer') : t('routing.try.more', { count: more })}
        </Button>
      )}
    </div>
  );
}
