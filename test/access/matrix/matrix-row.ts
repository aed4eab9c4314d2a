import type { EndpointName } from '@guichet/contracts';
import type { MatrixTown, Own, TeamThings, Things } from './matrix-shapes.js';

/** What a call is made of: `:name` of the path by name, the query and the body. */
export interface Call {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
}

/** By whom and for what a call is made. */
export interface Asked {
  /** The things that are asked for: they exist, or everything is unknown. */
  it: Things;
  team: TeamThings;
  mine: Own;
  self: string;
  town: MatrixTown;
}

/**
 * One row of the table. `case`, `person` and `team` name something by its id, which is compared with an unknown one; `list` and
 * `list of team` name nothing, and are searched for a word.
 */
export interface Row {
  name: EndpointName;
  about: 'case' | 'person' | 'team' | 'list' | 'list of team';
  /** What is looked for in a list, where it is not the word. */
  find?: (it: Things, town: MatrixTown) => string;
  /** Numbers that are shown instead: of what was counted. */
  count?: (answer: never) => number | string;
  /** Undoes what those who may have done, so that the next row begins as this one. */
  after?: (town: MatrixTown) => Promise<unknown>;
  /** What is asked for, where it is not what the path begins with. */
  by?: string;
  call: (asked: Asked) => Call;
}

/** A rule that holds for every message. */
export const ANY_MESSAGE = { id: '01900000-0000-7000-8000-000000000000', name: 'Any', when: [], then: [{ do: 'priority', priority: 'high' }] }; // prettier-ignore
export const CONTENT = { blocks: [{ kind: 'facts', full: 'Bonjour' }] };
export const WEEK = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [{ from: '09:00', to: '17:00' }]])); // prettier-ignore

type Make = (asked: Asked) => Omit<Call, 'params'> & { params?: Record<string, string> };
const NOTHING: Make = () => ({});

export const ofCase = (name: EndpointName, call: Make = NOTHING): Row => ({
  ...{ name, about: 'case' },
  call: (asked) => {
    const { it } = asked;
    const params = { id: it.case, entryId: it.entry, n: '0', moveId: it.move };
    return { ...call(asked), params: { ...params, ...call(asked).params } };
  },
});

/** The case is named by the body or the query, or what belongs to it is. */
export const byCase = (name: EndpointName, by: string, call: (asked: Asked) => Call): Row => ({
  ...{ name, about: 'case', by, call },
});

export const ofFile = (name: EndpointName, call: Make = NOTHING): Row => ({
  ...{ name, about: 'case', by: 'a file of it' },
  call: (asked) => ({ ...call(asked), params: { id: asked.it.attachment, n: '0' } }),
});

export const ofPerson = (name: EndpointName, call: Make = NOTHING): Row => ({
  ...{ name, about: 'person' },
  call: (asked) => ({ ...call(asked), params: { id: asked.it.citizen, ...call(asked).params } }),
});

export const ofTeam = (name: EndpointName, thing: keyof TeamThings, call: Make = NOTHING): Row => ({
  ...{ name, about: 'team' },
  call: (asked) => ({
    ...call(asked),
    params: { id: asked.team[thing], number: '1', language: 'fr', ...call(asked).params },
  }),
});

export const list = (name: EndpointName, call: (asked: Asked) => Call = NOTHING): Row => ({
  name,
  about: 'list',
  call,
});
export const figure = (name: EndpointName, count: Row['count'], call: Make = NOTHING): Row => ({
  ...list(name, call),
  count,
});
export const listOfTeam = (name: EndpointName, call: (asked: Asked) => Call = NOTHING): Row => ({
  ...{ name, about: 'list of team', call },
});

export function byPerson(name: EndpointName, by: string, call: (asked: Asked) => Call): Row {
  return { name, about: 'person', by, call };
}
