import type { Activity, Priority } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { MessageContext, type IncomingMessage } from './compile-conditions.js';
import { RoutingDirectory } from './routing-directory.js';
import { applyRules, newOutcome, rulesOnMessages, type CompiledRules } from './apply-rules.js';
import { initialAssignee, routingActivities } from './routing-activities.js';
import { loadCompiledRules } from './load-compiled-rules.js';

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

/** Applies the saved rules to a batch of new cases. */
export class InitialRouting {
  private constructor(
    private readonly rules: CompiledRules,
    private readonly directory: RoutingDirectory | null,
  ) {}

  static async load(reader: Reader): Promise<InitialRouting> {
    const rules = rulesOnMessages(await loadCompiledRules(reader));
    return new InitialRouting(rules, rules.length > 0 ? await RoutingDirectory.load(reader, rules) : null);
  }

  /** Routes the case that this message opens. `teamId`: the team of the channel account, where no rule says otherwise. */
  of(message: IncomingMessage, teamId: string): InitialCaseFields {
    const { directory } = this;
    const { language } = message;
    if (!directory)
      return { teamId, assigneeId: null, caseTypeId: null, priority: 'normal', tags: [], language, activities: [] };
    const start = newOutcome(teamId);
    const result = applyRules(new MessageContext(message, directory), { start, rules: this.rules, directory });
    const assignment = initialAssignee(directory, result);
    const { agentId: _, ...fields } = result.outcome;
    return {
      ...fields,
      assigneeId: assignment?.agentId ?? null,
      language,
      activities: routingActivities(directory, { result, start, assignment }),
    };
  }
}
