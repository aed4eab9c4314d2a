import { allCaseFields } from '@guichet/cases';
import { isReached, reachOfAgents, teamsReachedBy, type TeamsReached } from '@guichet/access';
import type { CaseField, FieldCondition, Reason, Rule } from '@guichet/contracts';
import { reasonWords } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure, type FieldError } from '@guichet/platform';
import { isOnField } from './apply-rules.js';
import { compileSenderPattern } from './sender-pattern.js';
import { isPossibleFieldValue, holdsKindOf } from './is-possible-field-value.js';
import { parsePhrase } from './word-index.js';

/** The teams, accounts, case types, fields and agents that rules may name. */
interface KnownTargets {
  teams: Set<string>;
  accounts: Set<string>;
  caseTypes: Set<string>;
  /** Those in use. */
  fields: Map<string, CaseField>;
  agents: Map<string, TeamsReached & { name: string }>;
}

/**
 * Throws `invalid-request` with all errors of these rules, each with its path, as `rules.2.then.0.teamId`, and the name of its
 * rule.
 */
export async function validateRules(reader: Reader, rules: readonly Rule[]): Promise<void> {
  const targets = await loadTargets(reader);
  const ids = new Set<string>();
  const errors = rules.flatMap((rule, n) => {
    const own: FieldError[] = [];
    const report = (path: string, reason: Reason, more: object = {}) => {
      const data = { rule: rule.name, ...more };
      own.push({ path: `rules.${n}${path}`, message: reasonWords(reason, data), reason, data });
    };
    if (ids.has(rule.id)) report('', 'rule-twice');
    ids.add(rule.id);
    validateConditions(rule, targets, report);
    validateActions(rule, targets, report);
    return own;
  });
  if (errors.length > 0) throw new Failure('invalid-request', { errors });
}

type ReportError = (path: string, reason: Reason, more?: object) => void;

function validateConditions({ when }: Rule, { accounts, caseTypes, fields }: KnownTargets, report: ReportError): void {
  for (const [n, one] of when.entries()) {
    const at = (m: number) => `.when.${n}.is.${m}`;
    if (one.on === 'account') one.is.forEach((id, m) => accounts.has(id) || report(at(m), 'rule-account-gone'));
    if (one.on === 'caseType') one.is.forEach((id, m) => caseTypes.has(id) || report(at(m), 'rule-case-type-gone'));
    if (one.on === 'words') one.is.forEach((word, m) => parsePhrase(word) || report(at(m), 'rule-no-word', { word }));
    if (one.on === 'sender')
      one.is.forEach((sender, m) => compileSenderPattern(sender) || report(at(m), 'rule-no-sender', { sender }));
    if (isOnField(one)) validateFieldCondition(one, fields.get(one.fieldId), (path, reason) => report(`.when.${n}${path}`, reason)); // prettier-ignore
  }
}

function validateFieldCondition(condition: FieldCondition, field: CaseField | undefined, report: ReportError): void {
  if (!field) return report('.fieldId', 'rule-field-gone');
  if (condition.on === 'fieldRange') {
    if (!holdsKindOf(condition, field))
      report('.kind', condition.kind === 'number' ? 'rule-field-no-number' : 'rule-field-no-date');
    return;
  }
  condition.is.forEach((value, m) => isPossibleFieldValue(field, value) || report(`.is.${m}`, 'rule-field-value'));
}

function validateActions({ then }: Rule, { teams, caseTypes, agents }: KnownTargets, report: ReportError): void {
  const teamId = then.find((action) => action.do === 'team')?.teamId;
  for (const [n, action] of then.entries()) {
    if (then.findIndex((other) => other.do === action.do) < n) report(`.then.${n}`, 'rule-act-twice');
    if (action.do === 'team' && !teams.has(action.teamId)) report(`.then.${n}.teamId`, 'rule-team-gone');
    if (action.do === 'caseType' && !caseTypes.has(action.caseTypeId))
      report(`.then.${n}.caseTypeId`, 'rule-case-type-gone');
    if (action.do !== 'agent') continue;
    const agent = agents.get(action.agentId);
    if (!agent) report(`.then.${n}.agentId`, 'rule-agent-gone');
    else if (teamId && !isReached(agent, teamId))
      report(`.then.${n}.agentId`, 'rule-agent-elsewhere', { name: agent.name });
  }
}

async function loadTargets(reader: Reader): Promise<KnownTargets> {
  const ids = async (sql: string) => new Set((await reader.query<{ id: string }>(sql)).map(({ id }) => id));
  const agents = await reader.query<TeamsReached & { id: string; name: string }>(
    `select a.id, a.name, ${teamsReachedBy('case.update', { by: 'u', agent: 'a' })} from agent a
     left join ${reachOfAgents('case.update')} u on u.agent_id = a.id where a.active`,
  );
  const fields = (await allCaseFields(reader)).filter(({ archived }) => !archived);
  return {
    fields: new Map(fields.map((field) => [field.id, field])),
    teams: await ids(`select id from team`),
    accounts: await ids(`select id from channel_account`),
    caseTypes: await ids(`select id from case_type where active`),
    agents: new Map(agents.map(({ id, ...agent }) => [id, agent])),
  };
}
