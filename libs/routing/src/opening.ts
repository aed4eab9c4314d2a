import type { Because, Fact, Priority } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { Reading, type Incoming } from './conditions.js';
import { PresentHouse } from './house.js';
import { prepareRules, route, type Prepared } from './route.js';
import { routingIn, savedText } from './rules.js';

/** What a new case begins with, and what its timeline says of it. */
export interface Opening {
  teamId: string;
  assigneeId: string | null;
  kindId: string | null;
  priority: Priority;
  tags: string[];
  language: string | null;
  facts: Fact[];
}

/** Rules change seldom and batches come often: those of the last version that was seen are kept ready. */
let ready: { saved: string; rules: Prepared } = { saved: '', rules: [] };

async function readyRules(query: Database['read']): Promise<Prepared> {
  const saved = await savedText(query);
  if (saved !== ready.saved) ready = { saved, rules: prepareRules(routingIn(saved).rules) };
  return ready.rules;
}

/** The saved rules and what they name, for a batch of new cases. */
export class Openings {
  private constructor(
    private readonly rules: Prepared,
    private readonly house: PresentHouse | null,
  ) {}

  static async load(query: Database['read']): Promise<Openings> {
    const rules = await readyRules(query);
    return new Openings(rules, rules.length > 0 ? await PresentHouse.load(query) : null);
  }

  /** Where a case goes that this message opens; `teamId`: the team of the channel account. */
  of(message: Incoming, teamId: string): Opening {
    const { house } = this;
    const { language } = message;
    if (!house) return { teamId, assigneeId: null, kindId: null, priority: 'normal', tags: [], language, facts: [] };
    const { outcome, trace, givenBy } = route(new Reading(message, house), teamId, this.rules, house);
    const held = trace.filter((rule) => rule.held).map(({ name }) => name);
    const given = givenTo(house, outcome.agentId, outcome.teamId, givenBy);
    const facts: Fact[] = [];
    if (held.length > 0)
      facts.push({
        type: 'routed',
        rules: held,
        team: outcome.teamId === teamId ? null : house.teamName(outcome.teamId),
        kind: outcome.kindId && house.kindName(outcome.kindId),
        priority: outcome.priority === 'normal' ? null : outcome.priority,
        tags: outcome.tags,
      });
    if (given)
      facts.push({
        type: 'assigned',
        from: null,
        to: house.agentName(given.agentId),
        toId: given.agentId,
        because: given.because,
      });
    const { agentId: _, ...rest } = outcome;
    return { ...rest, assigneeId: given?.agentId ?? null, language, facts };
  }
}

/** Whom a rule names, or who stands in. */
function givenTo(
  house: PresentHouse,
  agentId: string | null,
  teamId: string,
  rule: string | null,
): { agentId: string; because: Because } | null {
  if (!agentId || !rule) return null;
  if (!house.isAbsent(agentId)) return { agentId, because: { by: 'rule', rule } };
  const substituteId = house.standsInFor(agentId, teamId);
  if (!substituteId) return null;
  return { agentId: substituteId, because: { by: 'substitute', absent: house.agentName(agentId) } };
}
