import type { RuleAction, Condition, Rule } from '@guichet/contracts';
import type { Asked } from './use-rule-text.js';

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

/** Returns the condition with another kind; its values are kept where they fit. */
export function withConditionKind(condition: Condition, asked: Asked, not: boolean): Condition {
  const next = newCondition(asked, not);
  if (next.on === 'words' && condition.on === 'words') return { ...next, is: condition.is };
  return next.on === condition.on ? { ...condition, not } : next;
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

const isAsked = (condition: Condition) => condition.on === 'hours' || condition.is.length > 0;
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
