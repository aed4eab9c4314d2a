import type { Because, Activity, Priority } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { MessageContext, type IncomingMessage } from './compile-conditions.js';
import { RoutingDirectory } from './routing-directory.js';
import { applyRules, compileRules, type CompiledRules, type RoutingResult } from './apply-rules.js';
import { parseRouting, loadRoutingText } from './load-and-save-rules.js';

/** The fields that a new case starts with, and the activities that its timeline starts with. */
export interface InitialCaseFields {
  teamId: string;
  assigneeId: string | null;
  caseTypeId: string | null;
  priority: Priority;
  tags: string[];
  language: string | null;
  activities: Activity[];
}

/** Batches are frequent and changes of rules are rare: the rules last seen are kept compiled. */
let compiled: { saved: string; rules: CompiledRules } = { saved: '', rules: [] };

async function loadRules(reader: Reader): Promise<CompiledRules> {
  const saved = await loadRoutingText(reader);
  if (saved !== compiled.saved) compiled = { saved, rules: compileRules(parseRouting(saved).rules) };
  return compiled.rules;
}

/** Applies the saved rules to a batch of new cases. */
export class InitialRouting {
  private constructor(
    private readonly rules: CompiledRules,
    private readonly directory: RoutingDirectory | null,
  ) {}

  static async load(reader: Reader): Promise<InitialRouting> {
    const rules = await loadRules(reader);
    return new InitialRouting(rules, rules.length > 0 ? await RoutingDirectory.load(reader) : null);
  }

  /** Routes the case that this message opens. `teamId`: the team of the channel account, where no rule says otherwise. */
  of(message: IncomingMessage, teamId: string): InitialCaseFields {
    const { directory } = this;
    const { language } = message;
    if (!directory)
      return { teamId, assigneeId: null, caseTypeId: null, priority: 'normal', tags: [], language, activities: [] };
    const result = applyRules(new MessageContext(message, directory), { teamId, rules: this.rules, directory });
    const assignment = initialAssignee(directory, result);
    const { agentId: _, ...fields } = result.outcome;
    return {
      ...fields,
      assigneeId: assignment?.agentId ?? null,
      language,
      activities: activitiesOf(directory, { result, teamId, assignment }),
    };
  }
}

/** What the timeline says of the routing: the rules that matched, and the assignment. */
function activitiesOf(
  directory: RoutingDirectory,
  {
    result: { outcome, trace },
    teamId,
    assignment,
  }: { result: RoutingResult; teamId: string; assignment: InitialAssignment | null },
): Activity[] {
  const rules = trace.filter(({ matched }) => matched).map(({ name }) => name);
  const activities: Activity[] = [];
  if (rules.length > 0)
    activities.push({
      type: 'routed',
      rules,
      team: outcome.teamId === teamId ? null : directory.teamName(outcome.teamId),
      caseType: outcome.caseTypeId && directory.caseTypeName(outcome.caseTypeId),
      priority: outcome.priority === 'normal' ? null : outcome.priority,
      tags: outcome.tags,
    });
  if (assignment)
    activities.push({
      type: 'assigned',
      from: null,
      to: directory.agentName(assignment.agentId),
      toId: assignment.agentId,
      because: assignment.because,
    });
  return activities;
}

interface InitialAssignment {
  agentId: string;
  because: Because;
}

/** Returns the agent that a rule names, or their substitute while they are absent. */
function initialAssignee(
  directory: RoutingDirectory,
  { outcome: { agentId, teamId }, assignedByRule: rule }: RoutingResult,
): InitialAssignment | null {
  if (!agentId || !rule) return null;
  if (!directory.isAbsent(agentId)) return { agentId, because: { by: 'rule', rule } };
  const substituteId = directory.substituteFor(agentId, teamId);
  if (!substituteId) return null;
  return { agentId: substituteId, because: { by: 'substitute', absent: directory.agentName(agentId) } };
}
