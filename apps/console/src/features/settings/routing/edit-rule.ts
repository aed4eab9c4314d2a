import type { RuleAction, Condition, Rule } from '@guichet/contracts';
import type { Asked } from './use-rule-text.js';

export const newRule = (id: string): Rule => ({ id, name: '', active: true, when: [], then: [], last: false });

export const conditionKinds: readonly Asked[] = [
  'anywhere',
  'subject',
  'sender',
  'language',
  'channel',
  'account',
  'hours',
  'caseType',
];

/** A condition that asks nothing yet. */
export function newCondition(asked: Asked, not = false): Condition {
  if (asked === 'hours') return { on: 'hours', is: 'open', not };
  if (asked === 'anywhere' || asked === 'subject') return { on: 'words', in: asked, is: [], not };
  return { on: asked, is: [], not };
}

/** The same condition asked otherwise; its values stay where they can. */
export function withConditionKind(condition: Condition, asked: Asked, not: boolean): Condition {
  const next = newCondition(asked, not);
  if (next.on === 'words' && condition.on === 'words') return { ...next, is: condition.is };
  return next.on === condition.on ? { ...condition, not } : next;
}

export const actionKinds: readonly RuleAction['do'][] = ['team', 'agent', 'caseType', 'priority', 'tags'];

/** An act that says nothing yet, but for the priority, which is always one of four. */
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
