import type { RuleAction, RoutingOutcome, Rule, RuleTrace } from '@guichet/contracts';
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
}

/** The active rules, their conditions compiled to functions. */
export type CompiledRules = readonly { rule: Rule; tests: readonly { test: ConditionTest; not: boolean }[] }[];

export const compileRules = (rules: readonly Rule[]): CompiledRules =>
  rules
    .filter(({ active }) => active)
    .map((rule) => ({ rule, tests: rule.when.map((one) => ({ test: compileCondition(one), not: one.not })) }));

export interface RoutingResult {
  outcome: RoutingOutcome;
  trace: RuleTrace[];
  /** The name of the rule that assigned the case, or null. */
  assignedByRule: string | null;
}

/**
 * Applies the rules to a message, from the top: where all conditions of a rule match, all its actions are done, and a later
 * rule overrides an earlier one. A rule that names something missing is skipped. An agent who may not be assigned cases of the
 * resulting team is not assigned. Pure.
 */
export function applyRules(
  context: MessageContext,
  { teamId, rules, directory }: { teamId: string; rules: CompiledRules; directory: Directory },
): RoutingResult {
  Object.assign(context, { teamId, caseTypeId: null });
  const outcome: RoutingOutcome = { teamId, agentId: null, caseTypeId: null, priority: 'normal', tags: [] };
  const trace: RuleTrace[] = [];
  let assignedByRule: string | null = null;
  for (const compiled of rules) {
    const { rule } = compiled;
    const traced = matchRule(compiled, context, directory);
    trace.push(traced);
    if (!traced.matched) continue;
    for (const action of rule.then) applyAction(action, outcome);
    if (rule.then.some((action) => action.do === 'agent')) assignedByRule = rule.name;
    Object.assign(context, { teamId: outcome.teamId, caseTypeId: outcome.caseTypeId });
    if (rule.last) break;
  }
  if (outcome.agentId && !directory.mayBeAssigned(outcome.agentId, outcome.teamId)) outcome.agentId = null;
  return { outcome, trace, assignedByRule: outcome.agentId && assignedByRule };
}

/** Evaluates all conditions of a rule, so that the trace explains each of them. */
function matchRule({ rule, tests }: CompiledRules[number], context: MessageContext, directory: Directory): RuleTrace {
  const missing = missingTarget(rule, directory);
  const conditions =
    missing === null
      ? tests.map(({ test, not }) => {
          const found = test(context);
          return { matched: (found !== null) !== not, found: found || null };
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
      outcome.tags = [...new Set([...outcome.tags, ...action.tags])].slice(0, MAX_TAGS);
  }
}

/** Returns what a rule names and no longer exists; of several case types in one condition, one that exists is enough. */
function missingTarget({ when, then }: Rule, directory: Directory): RuleTrace['missing'] {
  for (const action of then) {
    if (action.do === 'team' && !directory.hasTeam(action.teamId)) return 'team';
    if (action.do === 'agent' && !directory.hasAgent(action.agentId)) return 'agent';
    if (action.do === 'caseType' && !directory.hasCaseType(action.caseTypeId)) return 'caseType';
  }
  const isCaseTypeMissing = when.some(
    (one) => one.on === 'caseType' && !one.is.some((id) => directory.hasCaseType(id)),
  );
  return isCaseTypeMissing ? 'caseType' : null;
}
