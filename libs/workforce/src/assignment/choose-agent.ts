/** A member of the team of a case, who might become its assignee. */
export interface Candidate {
  id: string;
  name: string;
  /** Whether the agent takes new cases now. */
  available: boolean;
  languages: readonly string[];
  /** Case type → level. */
  skills: ReadonlyMap<string, number>;
  /** Points. */
  load: number;
  capacity: number;
  /** When the auto-assigner last gave the agent a case, in milliseconds; 0: never. */
  lastAssignedAt: number;
}

/** What a case requires of its assignee. */
export interface CaseRequirements {
  caseTypeId: string | null;
  language: string | null;
  /** Points. */
  weight: number;
}

export interface Choice<Who extends Candidate = Candidate> {
  agent: Who;
  /** Language and skill level, where they decided; otherwise null. */
  language: string | null;
  level: number | null;
  /** How many agents could have taken the case. */
  candidates: number;
}

/** The language in which every agent can reply. */
const COMMON_LANGUAGE = 'fr';
/** Loads that differ by less than this part of a capacity are about equal: then the higher skill level decides. */
const ABOUT_EQUAL = 0.1;

/**
 * Returns the least loaded agent who has enough capacity left and, where anybody in the team is skilled in the case type, is
 * skilled in it. Speakers of a foreign language of the citizen are preferred. Returns null where nobody can take the case now.
 */
export function chooseAgent<Who extends Candidate>(wanted: CaseRequirements, team: readonly Who[]): Choice<Who> | null {
  const { caseTypeId, weight } = wanted;
  const level = ({ skills }: Candidate) => (caseTypeId && skills.get(caseTypeId)) || 0;
  const isSkillNeeded = team.some((agent) => level(agent) > 0);
  const able = team.filter(
    (agent) => agent.available && agent.load + weight <= agent.capacity && (!isSkillNeeded || level(agent) > 0),
  );
  const language = wanted.language === COMMON_LANGUAGE ? null : wanted.language;
  const speakers = language ? able.filter(({ languages }) => languages.includes(language)) : [];
  const among = speakers.length > 0 ? speakers : able;
  const [leastLoaded] = among.toSorted(byLoad);
  if (!leastLoaded) return null;
  const equals = among.filter((agent) => relativeLoad(agent) - relativeLoad(leastLoaded) < ABOUT_EQUAL);
  const [agent] = isSkillNeeded
    ? equals.toSorted((one, other) => level(other) - level(one) || byLoad(one, other))
    : [leastLoaded];
  return {
    agent: agent!,
    language: speakers.length > 0 ? language : null,
    level: isSkillNeeded ? level(agent!) : null,
    candidates: among.length,
  };
}

/** 0: the agent has no open case, 1: the agent has reached the capacity. */
const relativeLoad = ({ load, capacity }: Candidate): number => (capacity > 0 ? load / capacity : 1);

/** The least loaded first, then the one whose last assignment is longest ago. */
const byLoad = (one: Candidate, other: Candidate): number =>
  relativeLoad(one) - relativeLoad(other) || one.lastAssignedAt - other.lastAssignedAt || (one.id < other.id ? -1 : 1);
