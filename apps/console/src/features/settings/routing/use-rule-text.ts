import type { AuthenticationVerdict, RuleAction, Condition, Rule } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import { fillSentence, listParts, type Part } from '../../../shared/ordered-list/sentence-parts.js';
import { useEntityNames, type EntityNames } from '../../../shared/i18n/use-entity-names.js';

function valuesOf(
  condition: Condition,
  names: EntityNames,
  verdict: (verdict: AuthenticationVerdict) => string,
): string[] {
  switch (condition.on) {
    case 'account':
      return condition.is.map(names.account);
    case 'channel':
      return condition.is.map(names.channel);
    case 'caseType':
      return condition.is.map(names.caseType);
    case 'language':
      return condition.is.map(names.language);
    case 'authentication':
      return condition.is.map(verdict);
    case 'words':
    case 'sender':
      return condition.is;
    case 'hours':
      return [];
  }
}

/** By what a condition is chosen: a subject line is asked otherwise than the whole text. */
export type Asked = Exclude<Condition['on'], 'words'> | 'anywhere' | 'subject';
export const askedBy = (condition: Condition): Asked => (condition.on === 'words' ? condition.in : condition.on);

/** Returns formatters of the conditions and actions of rules as sentences. */
export function useRuleText() {
  const { t, i18n } = useTranslation();
  const names = useEntityNames();
  const verdict = (one: AuthenticationVerdict) => t(`senders.verdict.${one}`);

  const condition = (one: Condition): Part[] => {
    const values = valuesOf(one, names, verdict).map((chosen) => [{ chosen }]);
    const way = one.not ? 'no' : 'yes';
    return fillSentence(
      (is) => t(`routing.condition.${askedBy(one)}.${way}`, { is }),
      listParts(i18n.language, 'disjunction', values),
    );
  };

  const act = (one: RuleAction): Part[] => {
    const chosen = (value: string): Part[] => [{ chosen: value }];
    switch (one.do) {
      case 'team':
        return fillSentence((is) => t('routing.action.team', { is }), chosen(names.team(one.teamId)));
      case 'agent':
        return fillSentence((is) => t('routing.action.agent', { is }), chosen(names.agent(one.agentId)));
      case 'caseType':
        return fillSentence((is) => t('routing.action.caseType', { is }), chosen(names.caseType(one.caseTypeId)));
      case 'priority':
        return fillSentence(
          (is) => t('routing.action.priority', { is }),
          chosen(t(`routing.priority.${one.priority}`)),
        );
      case 'tags':
        return fillSentence(
          (is) => t('routing.action.tags', { is, count: one.tags.length }),
          listParts(i18n.language, 'conjunction', one.tags.map(chosen)),
        );
    }
  };

  const sentence = (rule: Pick<Rule, 'when' | 'then' | 'last'>): Part[] => [
    ...(rule.when.length === 0
      ? [t('routing.sentence.always')]
      : fillSentence(
          (is) => t('routing.sentence.when', { is }),
          listParts(i18n.language, 'conjunction', rule.when.map(condition)),
        )),
    ' → ',
    ...listParts(i18n.language, 'conjunction', rule.then.map(act)),
    rule.last ? t('routing.sentence.last') : '.',
  ];

  /** What of a message made a condition hold: languages and channels have names. */
  const found = (one: Condition, value: string) =>
    valuesOf({ ...one, is: [value] } as Condition, names, verdict)[0] ?? value;

  return { condition, sentence, found };
}
