/** Somebody in the team of a case. */
export interface Candidate {
  id: string;
  name: string;
  /** Takes new cases now. */
  available: boolean;
  languages: readonly string[];
  /** Kind of case → level. */
  skills: ReadonlyMap<string, number>;
  /** Points. */
  load: number;
  capacity: number;
  /** When a case was last given to them by itself, in milliseconds; 0: never. */
  givenAt: number;
}

/** What is asked of whoever takes a case. */
export interface Wanted {
  kindId: string | null;
  language: string | null;
  /** Points. */
  weight: number;
}

export interface Choice<Who extends Candidate = Candidate> {
  who: Who;
  /** What decided: set where they were preferred for it. */
  language: string | null;
  level: number | null;
  /** How many could have had it. */
  among: number;
}

/** The language in which everybody of the house answers. */
const HOUSE = 'fr';
/** Loads that differ by less than this part of a capacity are about equal: then whoever knows more goes first. */
const ABOUT_EQUAL = 0.1;

/**
 * The freest of those who can: with room, and who know the kind where anybody of the team does. Where somebody writes in
 * another language than the house, who lists it goes first. Null: nobody now.
 */
export function choose<Who extends Candidate>(wanted: Wanted, team: readonly Who[]): Choice<Who> | null {
  const { kindId, weight } = wanted;
  const level = (who: Candidate) => (kindId && who.skills.get(kindId)) || 0;
  const isKnown = team.some((who) => level(who) > 0);
  const able = team.filter((who) => who.available && who.load + weight <= who.capacity && (!isKnown || level(who) > 0));
  const language = wanted.language === HOUSE ? null : wanted.language;
  const speakers = language ? able.filter(({ languages }) => languages.includes(language)) : [];
  const among = speakers.length > 0 ? speakers : able;
  const [freest] = among.toSorted(byFreedom);
  if (!freest) return null;
  const equals = among.filter((who) => fullness(who) - fullness(freest) < ABOUT_EQUAL);
  const [who] = isKnown
    ? equals.toSorted((one, other) => level(other) - level(one) || byFreedom(one, other))
    : [freest];
  return {
    who: who!,
    language: speakers.length > 0 ? language : null,
    level: isKnown ? level(who!) : null,
    among: among.length,
  };
}

/** 0: has nothing, 1: has all they carry. */
const fullness = ({ load, capacity }: Candidate): number => (capacity > 0 ? load / capacity : 1);

/** The freest first, then whoever was given one longest ago. */
const byFreedom = (one: Candidate, other: Candidate): number =>
  fullness(one) - fullness(other) || one.givenAt - other.givenAt || (one.id < other.id ? -1 : 1);
