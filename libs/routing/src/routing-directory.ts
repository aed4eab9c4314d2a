import { isReached, reachOfAgents, teamsReachedBy, type TeamsReached } from '@guichet/access';
import { allCaseFields } from '@guichet/cases';
import { DEFAULT_BUSINESS_HOURS, type BusinessHours, type CaseField, type FieldCondition } from '@guichet/contracts';
import { isOpen } from '@guichet/calendars';
import type { Reader } from '@guichet/database';
import { fieldsAskedBy, type CompiledRules, type Directory } from './apply-rules.js';
import { isPossibleFieldValue, holdsKindOf } from './is-possible-field-value.js';

interface Agent extends TeamsReached {
  id: string;
  name: string;
  absent: boolean;
  substituteId: string | null;
}

interface Team {
  id: string;
  name: string;
  businessHours: BusinessHours | null;
}

interface Rows {
  teams: readonly Team[];
  caseTypes: readonly { id: string; name: string }[];
  agents: readonly Agent[];
  fields: readonly CaseField[];
}

/** The teams, active case types and active agents, loaded once for many messages. */
export class RoutingDirectory implements Directory {
  private readonly teams: ReadonlyMap<string, Team>;
  private readonly caseTypes: ReadonlyMap<string, string>;
  private readonly agents: ReadonlyMap<string, Agent>;
  private readonly fields: ReadonlyMap<string, CaseField>;

  private constructor({ teams, caseTypes, agents, fields }: Rows) {
    this.teams = new Map(teams.map((team) => [team.id, team]));
    this.caseTypes = new Map(caseTypes.map(({ id, name }) => [id, name]));
    this.agents = new Map(agents.map((agent) => [agent.id, agent]));
    this.fields = new Map(fields.map((field) => [field.id, field]));
  }

  /** Reads three small tables whole, and that of the fields where one of these rules asks for one. */
  static async load(reader: Reader, rules: CompiledRules): Promise<RoutingDirectory> {
    const teams = await reader.query<Team>(`select id, name, business_hours as "businessHours" from team`);
    const caseTypes = await reader.query<{ id: string; name: string }>(`select id, name from case_type where active`);
    const agents = await reader.query<Agent>(
      `select a.id, a.name, ${teamsReachedBy('case.update', { by: 'u', agent: 'a' })}, coalesce(p.absent, false) as absent, p.substitute_id as "substituteId"
       from agent a left join agent_presence p on p.agent_id = a.id
         left join ${reachOfAgents('case.update')} u on u.agent_id = a.id where a.active`,
    );
    const asks = rules.some(({ rule }) => fieldsAskedBy(rule).length > 0);
    const fields = asks ? await allCaseFields(reader) : [];
    return new RoutingDirectory({ teams, caseTypes, agents, fields });
  }

  hasTeam = (id: string): boolean => this.teams.has(id);
  hasCaseType = (id: string): boolean => this.caseTypes.has(id);
  hasAgent = (id: string): boolean => this.agents.has(id);

  canMatchField(condition: FieldCondition): boolean {
    const field = this.fields.get(condition.fieldId);
    if (field === undefined || field.archived) return false;
    if (condition.on === 'fieldRange') return holdsKindOf(condition, field);
    return condition.is.some((value) => isPossibleFieldValue(field, value));
  }

  mayBeAssigned(agentId: string, teamId: string): boolean {
    const agent = this.agents.get(agentId);
    return agent !== undefined && isReached(agent, teamId);
  }

  isOpen = (teamId: string, at: Date): boolean =>
    isOpen(this.teams.get(teamId)?.businessHours ?? DEFAULT_BUSINESS_HOURS, at);

  teamName = (id: string): string => this.teams.get(id)?.name ?? '';
  caseTypeName = (id: string): string => this.caseTypes.get(id) ?? '';
  agentName = (id: string): string => this.agents.get(id)?.name ?? '';

  isAbsent = (agentId: string): boolean => this.agents.get(agentId)?.absent ?? false;

  /** Returns who takes the cases of this team for an absent agent, or null where they go to the queue. */
  substituteFor(agentId: string, teamId: string): string | null {
    const substituteId = this.agents.get(agentId)?.substituteId ?? null;
    return substituteId && this.mayBeAssigned(substituteId, teamId) && !this.isAbsent(substituteId)
      ? substituteId
      : null;
  }
}
