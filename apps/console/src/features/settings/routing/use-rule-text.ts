import {
  caseFieldText,
  type AuthenticationVerdict,
  type CaseField,
  type RuleAction,
  type Condition,
  type Rule,
} from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { fillSentence, listParts, type Part } from '../../../shared/ordered-list/sentence-parts.js';
import { caseFieldsQuery } from '../../../shared/api/case-field-queries.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useEntityNames, type EntityNames } from '../../../shared/i18n/use-entity-names.js';

type OfMessage = Exclude<Condition, { on: 'field' }>;
type OfField = Extract<Condition, { on: 'field' }>;
const isOfField = (condition: Condition): condition is OfField => condition.on === 'field';

function valuesOf(
  condition: OfMessage,
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
type AskedOfMessage = Exclude<Asked, 'field'>;
const noFields: CaseField[] = [];
export const askedBy = (condition: Condition): Asked => (condition.on === 'words' ? condition.in : condition.on);

/** Returns formatters of the conditions and actions of rules as sentences. */
export function useRuleText() {
  const { t, i18n } = useTranslation();
  const names = useEntityNames();
  const language = shownLanguage(i18n);
  const { data: fields = noFields } = useQuery(caseFieldsQuery);
  const verdict = (one: AuthenticationVerdict) => t(`senders.verdict.${one}`);

  const fieldCondition = ({ fieldId, is, not }: OfField): Part[] => {
    const field = fields.find(({ id }) => id === fieldId);
    const valueText = (value: string | boolean) => (field ? caseFieldText(field, value, language) : String(value));
    const name = field?.label[language] ?? (fieldId && t('common.list.deleted'));
    const compared = ` ${t(`routing.condition.field.${not ? 'no' : 'yes'}`)} `;
    const values = is.map((value) => [{ chosen: valueText(value) }]);
    return [
      ...fillSentence((hole) => t('routing.sentence.field', { is: hole }), [name ? { chosen: name } : '…']),
      compared,
      ...(values.length > 0 ? listParts(i18n.language, 'disjunction', values) : ['…']),
    ];
  };

  const condition = (one: Condition): Part[] => {
    if (isOfField(one)) return fieldCondition(one);
    const values = valuesOf(one, names, verdict).map((chosen) => [{ chosen }]);
    const way = one.not ? 'no' : 'yes';
    return fillSentence(
      (is) => t(`routing.condition.${askedBy(one) as AskedOfMessage}.${way}`, { is }),
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

  const joined = (all: readonly Condition[]) => listParts(i18n.language, 'conjunction', all.map(condition));
  /** What is asked of the message, then what of the case. */
  const conditions = (all: readonly Condition[]): Part[] => {
    const [ofFields, ofMessage] = [all.filter(isOfField), all.filter((one) => !isOfField(one))];
    if (ofMessage.length === 0) return joined(ofFields);
    const message = fillSentence((is) => t('routing.sentence.message', { is }), joined(ofMessage));
    return ofFields.length === 0 ? message : [...message, t('routing.sentence.andField'), ...joined(ofFields)];
  };

  const sentence = (rule: Pick<Rule, 'when' | 'then' | 'last'>): Part[] => [
    ...(rule.when.length === 0
      ? [t('routing.sentence.always')]
      : fillSentence((is) => t('routing.sentence.when', { is }), conditions(rule.when))),
    ' → ',
    ...listParts(i18n.language, 'conjunction', rule.then.map(act)),
    rule.last ? t('routing.sentence.last') : '.',
  ];

  /** What of a message made a condition hold: languages and channels have names. */
  const found = (one: Condition, value: string) =>
    isOfField(one) ? value : (valuesOf({ ...one, is: [value] } as OfMessage, names, verdict)[0] ?? value);

  return { condition, sentence, found };
}
