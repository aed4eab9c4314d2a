import {
  caseFieldText,
  type AuthenticationVerdict,
  type CaseField,
  type RuleAction,
  type Condition,
  type FieldCondition,
  type Rule,
} from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { fillRange, fillSentence, listParts, type Part } from '../../../shared/ordered-list/sentence-parts.js';
import { caseFieldsQuery } from '../../../shared/api/case-field-and-checklist-queries.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useEntityNames, type EntityNames } from '../../../shared/i18n/use-entity-names.js';
import { askedBy, isOnField, type Asked } from './edit-rule.js';
import { formOfRange, isRangeEnd, type FieldRange, type RangeEnd } from './field-ranges.js';

type OfMessage = Exclude<Condition, FieldCondition>;

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

type AskedOfMessage = Exclude<Asked, 'field'>;
const noFields: CaseField[] = [];

/** Returns formatters of the conditions and actions of rules as sentences. */
export function useRuleText() {
  const { t, i18n } = useTranslation();
  const names = useEntityNames();
  const language = shownLanguage(i18n);
  const { data: fields = noFields } = useQuery(caseFieldsQuery);
  const verdict = (one: AuthenticationVerdict) => t(`senders.verdict.${one}`);

  const fieldOf = ({ fieldId }: FieldCondition) => fields.find(({ id }) => id === fieldId);
  const fieldName = (one: FieldCondition): Part[] => {
    const name = fieldOf(one)?.label[language] ?? (one.fieldId && t('common.list.deleted'));
    return fillSentence((hole) => t('routing.sentence.field', { is: hole }), [name ? { chosen: name } : '…']);
  };

  const fieldCondition = (one: Extract<FieldCondition, { on: 'field' }>): Part[] => {
    const field = fieldOf(one);
    const valueText = (value: string | boolean) => (field ? caseFieldText(field, value, language) : String(value));
    const compared = ` ${t(`routing.condition.field.${one.not ? 'no' : 'yes'}`)} `;
    const values = one.is.map((value) => [{ chosen: valueText(value) }]);
    return [
      ...fieldName(one),
      compared,
      ...(values.length > 0 ? listParts(i18n.language, 'disjunction', values) : ['…']),
    ];
  };

  /** One end of a range in words; of days, with the day from which they are counted where the sentence does not say it. */
  const endText = ({ kind }: FieldRange, end: RangeEnd, isCountOnly: boolean): string => {
    if (kind !== 'days') return caseFieldText({ kind, options: [] }, end, language);
    const count = Math.abs(Number(end));
    if (isCountOnly) return t('routing.range.days', { count });
    if (count === 0) return t('routing.range.day');
    return t(`routing.range.${Number(end) < 0 ? 'before' : 'after'}`, { count });
  };

  const rangeCondition = (range: FieldRange): Part[] => {
    const form = formOfRange(range);
    const part = (end: RangeEnd | undefined): Part =>
      end !== undefined && isRangeEnd(range.kind, end)
        ? { chosen: endText(range, end, form === 'next' || form === 'last') }
        : '…';
    const way = range.not ? 'no' : 'yes';
    const say = (holes: { from: string; to: string }) =>
      form === 'next' || form === 'last' || form === 'past'
        ? t(`routing.condition.range.days.${form}.${way}`, holes)
        : t(`routing.condition.range.${range.kind}.${form}.${way}`, holes);
    return [...fieldName(range), ' ', ...fillRange(say, { from: part(range.from), to: part(range.to) })];
  };

  const condition = (one: Condition): Part[] => {
    if (one.on === 'fieldRange') return rangeCondition(one);
    if (one.on === 'field') return fieldCondition(one);
    const values: Part[][] = valuesOf(one, names, verdict).map((chosen) => [{ chosen }]);
    const way = one.not ? 'no' : 'yes';
    return fillSentence(
      (is) => t(`routing.condition.${askedBy(one) as AskedOfMessage}.${way}`, { is }),
      values.length === 0 && one.on !== 'hours' ? ['…'] : listParts(i18n.language, 'disjunction', values),
    );
  };

  const act = (one: RuleAction): Part[] => {
    const chosen = (value: string): Part[] => [{ chosen: value }];
    /** What is not chosen yet has no name, and was not deleted. */
    const named = (id: string, nameOf: (id: string) => string): Part[] => (id === '' ? ['…'] : chosen(nameOf(id)));
    switch (one.do) {
      case 'team':
        return fillSentence((is) => t('routing.action.team', { is }), named(one.teamId, names.team));
      case 'agent':
        return fillSentence((is) => t('routing.action.agent', { is }), named(one.agentId, names.agent));
      case 'caseType':
        return fillSentence((is) => t('routing.action.caseType', { is }), named(one.caseTypeId, names.caseType));
      case 'priority':
        return fillSentence(
          (is) => t('routing.action.priority', { is }),
          chosen(t(`routing.priority.${one.priority}`)),
        );
      case 'tags':
        return fillSentence(
          (is) => t('routing.action.tags', { is, count: one.tags.length }),
          one.tags.length === 0 ? ['…'] : listParts(i18n.language, 'conjunction', one.tags.map(chosen)),
        );
    }
  };

  const joined = (all: readonly Condition[]) => listParts(i18n.language, 'conjunction', all.map(condition));
  /** What is asked of the message, then what of the case. */
  const conditions = (all: readonly Condition[]): Part[] => {
    const [ofFields, ofMessage] = [all.filter(isOnField), all.filter((one) => !isOnField(one))];
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

  /** What of a message or in a field made a condition hold: languages and channels have names, numbers and days are read. */
  const found = (one: Condition, value: string) => {
    if (one.on === 'field') return value;
    if (one.on !== 'fieldRange') return valuesOf({ ...one, is: [value] } as OfMessage, names, verdict)[0] ?? value;
    return one.kind === 'number'
      ? caseFieldText({ kind: 'number', options: [] }, Number(value), language)
      : caseFieldText({ kind: 'date', options: [] }, value, language);
  };

  return { condition, sentence, found };
}
