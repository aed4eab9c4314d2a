import type { Agent, Team } from '@guichet/contracts';
import type { ChosenMention } from '../../../shared/drafts/draft-content.js';
import { stripDiacritics } from '@guichet/ui/strip-diacritics';

export type Person = Pick<Agent, 'id' | 'name' | 'active' | 'teamIds'>;
type TeamName = Pick<Team, 'id' | 'name'>;

/** A colleague as they are offered and as they stand in a note: by their name, and by their team where two have that name. */
export interface Mentionable {
  id: string;
  name: string;
  teams: string;
  /** What stands behind the `@`. */
  label: string;
}

export function mentionables(agents: readonly Person[], teams: readonly TeamName[]): Mentionable[] {
  const active = agents.filter((agent) => agent.active);
  const times = new Map<string, number>();
  for (const { name } of active) times.set(folded(name), (times.get(folded(name)) ?? 0) + 1);
  return active.map(({ id, name, teamIds }) => {
    const own = teams.filter((team) => teamIds.includes(team.id)).map((team) => team.name);
    const shared = times.get(folded(name))! > 1 && own.length > 0;
    return { id, name, teams: own.join(', '), label: shared ? `${name} (${own[0]})` : name };
  });
}

const folded = (text: string) => stripDiacritics(text).replace(/\s+/g, ' ').trim();
const wordsOf = (name: string) => folded(name).split(/[\s'-]+/);

/** How well a name fits what was typed; undefined: not at all. Each typed word begins another word of the name, in its order. */
function rank(name: string, typed: string): number | undefined {
  const whole = folded(name);
  const wanted = folded(typed);
  if (whole === wanted) return 0;
  if (whole.startsWith(wanted)) return 1;
  const words = wordsOf(name);
  let at = 0;
  for (const part of wordsOf(typed)) {
    at = words.findIndex((word, index) => index >= at && word.startsWith(part)) + 1;
    if (at === 0) return undefined;
  }
  return 2;
}

const LIMIT = 20;

/**
 * Colleagues whose names begin with what was typed, in any of their words and with or without accents: first those who see the case, and
 * among them exact ones first.
 */
export function findMentions(
  people: readonly Mentionable[],
  typed: string,
  sees: (id: string) => boolean = () => true,
): Mentionable[] {
  return people
    .flatMap((person) => {
      const rated = rank(person.name, typed);
      return rated === undefined ? [] : [{ person, rated }];
    })
    .toSorted(
      (a, b) =>
        Number(sees(b.person.id)) - Number(sees(a.person.id)) ||
        a.rated - b.rated ||
        a.person.name.localeCompare(b.person.name),
    )
    .slice(0, LIMIT)
    .map(({ person }) => person);
}

/** A mention that is being typed: where its `@` stands, and what was typed behind it. */
export interface MentionQuery {
  from: number;
  typed: string;
}

/** The mention that the caret stands in; undefined: it stands in none. */
export function mentionAt(text: string, caret: number): MentionQuery | undefined {
  const before = text.slice(0, caret);
  const match = /(?:^|[\s(])@([\p{L}\p{M}\p{N}'’.-]*(?: [\p{L}\p{M}\p{N}'’.-]+){0,3} ?)$/u.exec(before);
  return match ? { from: caret - match[1]!.length - 1, typed: match[1]! } : undefined;
}

/** The note with a colleague in the place of what was typed, and the caret behind them. */
export function insertMention(text: string, { from, typed }: MentionQuery, { label }: Mentionable) {
  const end = from + 1 + typed.length;
  const rest = text.slice(end);
  const space = rest.startsWith(' ') ? '' : ' ';
  return { text: `${text.slice(0, from)}@${label}${space}${rest}`, caret: from + label.length + 2 };
}

const isWordSign = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{M}\p{N}]/u.test(sign);

/** What the agents are called who can be mentioned. */
export interface MentionSources {
  /** Those who were chosen while the note was written, whatever they are called now. */
  chosen: readonly ChosenMention[];
  agents: readonly Person[];
  teams: readonly TeamName[];
}

/**
 * Returns the ids of the agents whom a note mentions by `@Name`, with or without accents and capitals. Of names that begin
 * alike the longest counts, and a name ends where its word ends: `@Anatole` mentions no Ana. A name that was chosen stands
 * for the agent who was chosen; one that was typed stands for everybody who has it.
 */
export function mentionsIn(text: string, { chosen, agents, teams }: MentionSources): string[] {
  const people = [
    ...chosen.map(({ id, label }) => ({ id, isChosen: true, spellings: [folded(label)] })),
    ...mentionables(agents, teams).map(({ id, label, name }) => ({
      id,
      isChosen: false,
      spellings: [folded(label), folded(name)],
    })),
  ];
  const note = folded(text);
  const mentioned = new Set<string>();
  for (let at = note.indexOf('@'); at >= 0; at = note.indexOf('@', at + 1)) {
    if (isWordSign(note[at - 1])) continue;
    const rest = note.slice(at + 1);
    const fits = (spelling: string) => rest.startsWith(spelling) && !isWordSign(rest[spelling.length]);
    const longest = Math.max(
      0,
      ...people.flatMap(({ spellings }) => spellings.filter(fits).map(({ length }) => length)),
    );
    if (longest === 0) continue;
    const named = people.filter(({ spellings }) => spellings.some((one) => one.length === longest && fits(one)));
    const someChosen = named.some(({ isChosen }) => isChosen);
    for (const { id, isChosen } of named) if (isChosen || !someChosen) mentioned.add(id);
  }
  return [...mentioned];
}
