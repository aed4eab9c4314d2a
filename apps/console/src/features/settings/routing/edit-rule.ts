import {
  caseFieldConditions,
  type CaseField,
  type Condition,
  type FieldCondition,
  type Rule,
  type RuleAction,
} from '@guichet/contracts';
import { problemOfRange } from './field-ranges.js';

/** By what a condition is chosen: a subject line is asked otherwise than the whole text, a range is one of a field. */
export type Asked = Exclude<Condition['on'], 'words' | 'fieldRange'> | 'anywhere' | 'subject';

export function askedBy(condition: Condition): Asked {
  if (condition.on === 'words') return condition.in;
  return condition.on === 'fieldRange' ? 'field' : condition.on;
}

/** Whether a condition asks for what the case has in a field. */
export const isOnField = (condition: Condition): condition is FieldCondition => askedBy(condition) === 'field';

export const newRule = (id: string): Rule => ({ id, name: '', active: true, when: [], then: [], last: false });

export const conditionKinds: readonly Asked[] = [
  'anywhere',
  'subject',
  'sender',
  'authentication',
  'language',
  'channel',
  'account',
  'hours',
  'caseType',
  'field',
];

/** Returns a condition of this kind without values. */
export function newCondition(asked: Asked, not = false): Condition {
  if (asked === 'hours') return { on: 'hours', is: 'open', not };
  if (asked === 'anywhere' || asked === 'subject') return { on: 'words', in: asked, is: [], not };
  if (asked === 'field') return { on: 'field', fieldId: '', is: [], not };
  return { on: asked, is: [], not };
}

/** Returns the condition by which a rule asks for what a case has in this field, without values. */
export function newFieldCondition({ id: fieldId, kind }: Pick<CaseField, 'id' | 'kind'>, not: boolean): FieldCondition {
  if (caseFieldConditions[kind] !== 'fieldRange') return { on: 'field', fieldId, is: [], not };
  return { on: 'fieldRange', fieldId, kind: kind === 'number' ? 'number' : 'date', not };
}

/** Whether a condition asks for what this field holds today: its kind may have changed since. */
export const fitsField = (condition: FieldCondition, { kind }: Pick<CaseField, 'kind'>): boolean =>
  condition.on === caseFieldConditions[kind] &&
  (condition.on === 'field' || (condition.kind === 'number') === (kind === 'number'));

/** Returns the condition with another kind; its values are kept where they fit. */
export function withConditionKind(condition: Condition, asked: Asked, not: boolean): Condition {
  if (askedBy(condition) === asked) return { ...condition, not };
  const next = newCondition(asked, not);
  return next.on === 'words' && condition.on === 'words' ? { ...next, is: condition.is } : next;
}

export const actionKinds: readonly RuleAction['do'][] = ['team', 'agent', 'caseType', 'priority', 'tags'];

/** Returns an action without a value, but for the priority, which always has one. */
export function newAction(act: RuleAction['do']): RuleAction {
  switch (act) {
    case 'team':
      return { do: 'team', teamId: '' };
    case 'agent':
      return { do: 'agent', agentId: '' };
    case 'caseType':
      return { do: 'caseType', caseTypeId: '' };
    case 'priority':
      return { do: 'priority', priority: 'high' };
    case 'tags':
      return { do: 'tags', tags: [] };
  }
}

function isAsked(condition: Condition) {
  if (condition.on === 'fieldRange') return problemOfRange(condition) === undefined;
  return condition.on === 'hours' || condition.is.length > 0;
}

function isSaid(act: RuleAction) {
  switch (act.do) {
    case 'team':
      return act.teamId !== '';
    case 'agent':
      return act.agentId !== '';
    case 'caseType':
      return act.caseTypeId !== '';
    case 'priority':
      return true;
    case 'tags':
      return act.tags.length > 0;
  }
}

/** What is still to be said before a rule is one. */
export const missingParts = (rule: Rule) => ({
  name: rule.name.trim() === '',
  when: rule.when.map((condition) => !isAsked(condition)),
  then: rule.then.map((act) => !isSaid(act)),
  acts: rule.then.length === 0,
});

export const isComplete = (rule: Rule) => {
  const { name, when, then, acts } = missingParts(rule);
  return !name && !acts && !when.includes(true) && !then.includes(true);
};

/** Whether a rule decides the team and leaves the case type that an earlier rule may have set. */
export const leavesType = ({ then }: Rule): boolean =>
  then.some((action) => action.do === 'team') && !then.some((action) => action.do === 'caseType');
