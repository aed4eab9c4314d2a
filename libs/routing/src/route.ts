import type { Act, Outcome, Rule, RuleTrace } from '@guichet/contracts';
import { prepare, type Ask, type Hours, type Reading } from './conditions.js';

/** As many as a case may have. */
const TAGS = 30;

/** What there is now for rules to name. */
export interface House extends Hours {
  hasTeam(id: string): boolean;
  /** That is in use. */
  hasKind(id: string): boolean;
  /** Active. */
  hasAgent(id: string): boolean;
  /** May this agent have cases of this team? */
  mayHold(agentId: string, teamId: string): boolean;
}

/** Rules that are ready to be asked. */
export type Prepared = readonly { rule: Rule; asks: readonly { ask: Ask; not: boolean }[] }[];

export const prepareRules = (rules: readonly Rule[]): Prepared =>
  rules
    .filter(({ active }) => active)
    .map((rule) => ({ rule, asks: rule.when.map((one) => ({ ask: prepare(one), not: one.not })) }));

export interface Route {
  outcome: Outcome;
  trace: RuleTrace[];
  /** Name of the rule that gave the case to somebody. */
  givenBy: string | null;
}

/**
 * Reads the rules from the top: when all conditions of one hold, all its acts are done, and a later one overrides an earlier
 * one. One that names what is gone is passed over. Whoever may not have cases of the team that it comes to, does not get it.
 */
export function route(reading: Reading, teamId: string, rules: Prepared, house: House): Route {
  Object.assign(reading, { teamId, kindId: null });
  const outcome: Outcome = { teamId, agentId: null, kindId: null, priority: 'normal', tags: [] };
  const trace: RuleTrace[] = [];
  let givenBy: string | null = null;
  for (const { rule, asks } of rules) {
    const gone = goneOf(rule, house);
    const answers = gone === null ? asks.map(({ ask }) => ask(reading)) : [];
    const conditions = answers.map((found, n) => ({ held: (found !== null) !== asks[n]!.not, found: found || null }));
    const held = gone === null && conditions.every((condition) => condition.held);
    trace.push({ ruleId: rule.id, name: rule.name, held, gone, conditions });
    if (!held) continue;
    for (const act of rule.then) perform(act, outcome);
    if (rule.then.some((act) => act.do === 'agent')) givenBy = rule.name;
    Object.assign(reading, { teamId: outcome.teamId, kindId: outcome.kindId });
    if (rule.last) break;
  }
  if (outcome.agentId && !house.mayHold(outcome.agentId, outcome.teamId)) outcome.agentId = null;
  return { outcome, trace, givenBy: outcome.agentId && givenBy };
}

function perform(act: Act, outcome: Outcome): void {
  switch (act.do) {
    case 'team':
      outcome.teamId = act.teamId;
      return;
    case 'agent':
      outcome.agentId = act.agentId;
      return;
    case 'kind':
      outcome.kindId = act.kindId;
      return;
    case 'priority':
      outcome.priority = act.priority;
      return;
    case 'tags':
      outcome.tags = [...new Set([...outcome.tags, ...act.tags])].slice(0, TAGS);
  }
}

/** What a rule cannot do without and is not there any more. Of several kinds that it asks for, one is enough. */
function goneOf({ when, then }: Rule, house: House): RuleTrace['gone'] {
  for (const act of then) {
    if (act.do === 'team' && !house.hasTeam(act.teamId)) return 'team';
    if (act.do === 'agent' && !house.hasAgent(act.agentId)) return 'agent';
    if (act.do === 'kind' && !house.hasKind(act.kindId)) return 'kind';
  }
  const kindGone = when.some((one) => one.on === 'kind' && !one.is.some((id) => house.hasKind(id)));
  return kindGone ? 'kind' : null;
}
