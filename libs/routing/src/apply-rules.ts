import type { Condition, FieldCondition, RuleAction, RoutingOutcome, Rule, RuleTrace } from '@guichet/contracts';
import {
  compileCondition,
  type ConditionTest,
  type BusinessHoursLookup,
  type MessageContext,
} from './compile-conditions.js';

/** The most tags that a case may have. */
const MAX_TAGS = 30;

/** The teams, case types and agents that rules may name and that exist now. */
export interface Directory extends BusinessHoursLookup {
  hasTeam(id: string): boolean;
  /** True for active case types only. */
  hasCaseType(id: string): boolean;
  /** True for active agents only. */
  hasAgent(id: string): boolean;
  /** Whether this agent may be assigned cases of this team. */
  mayBeAssigned(agentId: string, teamId: string): boolean;
  /** True for a field in use that can have at least one of the values of this condition, or one in its range. */
  canMatchField(condition: FieldCondition): boolean;
}

type Negatable = { test: ConditionTest; not: boolean };

/** The active rules, their conditions compiled to functions. */
export type CompiledRules = readonly { rule: Rule; tests: readonly Negatable[] }[];

export const compileRules = (rules: readonly Rule[]): CompiledRules =>
  rules
    .filter(({ active }) => active)
    .map((rule) => ({ rule, tests: rule.when.map((one) => ({ test: compileCondition(one), not: one.not })) }));

/** Whether a condition asks for what the case has in a field. */
export const isOnField = (condition: Condition): condition is FieldCondition =>
  condition.on === 'field' || condition.on === 'fieldRange';

/** The fields whose values a rule asks for. */
export const fieldsAskedBy = ({ when }: Rule): string[] => when.flatMap((one) => (isOnField(one) ? one.fieldId : []));

/** Those that can be decided when a case is opened. The others wait until a field of the case is filled in. */
export const rulesOnMessages = (rules: CompiledRules): CompiledRules =>
  rules.filter(({ rule }) => fieldsAskedBy(rule).length === 0);

export const rulesOnFields = (rules: CompiledRules): CompiledRules =>
  rules.filter(({ rule }) => fieldsAskedBy(rule).length > 0);

/** A new case, which is the team’s of its channel account as long as no rule says otherwise. */
export const newOutcome = (teamId: string): RoutingOutcome => ({
  ...{ teamId, agentId: null, caseTypeId: null },
  ...{ priority: 'normal', tags: [] },
});

export interface RoutingResult {
  outcome: RoutingOutcome;
  trace: RuleTrace[];
  /** The names of the rules that had something to do. */
  applied: string[];
  /** The id of the rule that decided the team, also where the case was there already; null: none did. */
  teamBy: string | null;
  /** The id of the rule that decided the case type: one that decides the team alone leaves it. Null: none did. */
  caseTypeBy: string | null;
  /** The name of the rule that assigned the case, or null. */
  assignedByRule: string | null;
}

interface RulesToApply {
  /** What the case has before the rules are applied. */
  start: RoutingOutcome;
  /** The case type that conditions ask for, where rules have not decided it. */
  caseTypeId?: string | null;
  /** What somebody has decided: rules do not do that, and do the rest. */
  decided?: readonly RuleAction['do'][];
  rules: CompiledRules;
  directory: Directory;
}

/**
 * Applies the rules to a message, from the top: where all conditions of a rule match, all its actions are done, and a later
 * rule overrides an earlier one. A rule that names something missing is skipped. An agent who may not be assigned cases of the
 * resulting team is not assigned. Pure.
 */
export function applyRules(
  context: MessageContext,
  { start, caseTypeId = start.caseTypeId, decided = [], rules, directory }: RulesToApply,
): RoutingResult {
  Object.assign(context, { teamId: start.teamId, caseTypeId });
  const outcome = { ...start };
  const trace: RuleTrace[] = [];
  const applied: string[] = [];
  const by: Pick<RoutingResult, 'teamBy' | 'caseTypeBy'> = { teamBy: null, caseTypeBy: null };
  let assignedByRule: string | null = null;
  for (const compiled of rules) {
    const { rule } = compiled;
    const traced = matchRule(compiled, context, directory);
    trace.push(traced);
    if (!traced.matched) continue;
    const actions = rule.then.filter((action) => !decided.includes(action.do));
    for (const action of actions) applyAction(action, outcome);
    if (actions.length > 0) applied.push(rule.name);
    if (actions.some((action) => action.do === 'team')) by.teamBy = rule.id;
    if (actions.some((action) => action.do === 'agent')) assignedByRule = rule.name;
    context.teamId = outcome.teamId;
    if (actions.some((action) => action.do === 'caseType')) {
      by.caseTypeBy = rule.id;
      context.caseTypeId = outcome.caseTypeId;
    }
    if (rule.last) break;
  }
  if (outcome.agentId && !directory.mayBeAssigned(outcome.agentId, outcome.teamId)) outcome.agentId = null;
  return { outcome, trace, applied, ...by, assignedByRule: outcome.agentId && assignedByRule };
}

/** What decides who has a case, and what it is about. */
export const PLACING: readonly RuleAction['do'][] = ['team', 'agent', 'caseType'];

/** Evaluates all conditions of a rule, so that the trace explains each of them. */
function matchRule({ rule, tests }: CompiledRules[number], context: MessageContext, directory: Directory): RuleTrace {
  const missing = missingTarget(rule, directory);
  const conditions =
    missing === null
      ? tests.map(({ test, not }) => {
          const found = test(context);
          return { matched: found !== undefined && (found !== null) !== not, found: found || null };
        })
      : [];
  const matched = missing === null && conditions.every((condition) => condition.matched);
  return { ruleId: rule.id, name: rule.name, matched, missing, conditions };
}

function applyAction(action: RuleAction, outcome: RoutingOutcome): void {
  switch (action.do) {
    case 'team':
      outcome.teamId = action.teamId;
      return;
    case 'agent':
      outcome.agentId = action.agentId;
      return;
    case 'caseType':
      outcome.caseTypeId = action.caseTypeId;
      return;
    case 'priority':
      outcome.priority = action.priority;
      return;
    case 'tags':
      outcome.tags = [...new Set([...outcome.tags, ...action.tags])].slice(0, Math.max(MAX_TAGS, outcome.tags.length));
  }
}

/** Returns what a rule names and no longer exists; of several case types or values in one condition, one that exists is enough. */
function missingTarget({ when, then }: Rule, directory: Directory): RuleTrace['missing'] {
  for (const action of then) {
    if (action.do === 'team' && !directory.hasTeam(action.teamId)) return 'team';
    if (action.do === 'agent' && !directory.hasAgent(action.agentId)) return 'agent';
    if (action.do === 'caseType' && !directory.hasCaseType(action.caseTypeId)) return 'caseType';
  }
  for (const condition of when) {
    const missing = missingIn(condition, directory);
    if (missing) return missing;
  }
  return null;
}

function missingIn(condition: Condition, directory: Directory): RuleTrace['missing'] {
  if (condition.on === 'caseType' && !condition.is.some((id) => directory.hasCaseType(id))) return 'caseType';
  return isOnField(condition) && !directory.canMatchField(condition) ? 'field' : null;
}
