import { isDeepStrictEqual } from 'node:util';
import { endpoints, shippedRoles, type EndpointDefinition, type Permission } from '@guichet/contracts';
import { newId } from '@guichet/platform';
import { isAboutRestricted, relations, outsiders, type MatrixAgent, type Relation } from './matrix-agents.js';
import type { MatrixTown, TeamThings, Things } from './matrix-shapes.js';
import type { Asked, Row } from './matrix-row.js';

interface Answer {
  status: number;
  text: string;
}

const REFERENCE = 'ZZZZ-ZZZZ';

/** The same shape, of what does not exist. */
const unknownThings = <Named extends Things | TeamThings>(it: Named): Named =>
  Object.fromEntries(
    Object.entries(it).map(([key, value]) => {
      if (key === 'reference') return [key, REFERENCE];
      if (key === 'address') return [key, 'nobody@citizen.test'];
      return [key, /^[\da-f]{8}-/.test(value as string) ? newId() : value];
    }),
  ) as Named;

async function ask(
  { product }: MatrixTown,
  agent: MatrixAgent,
  { row, asked }: { row: Row; asked: Asked },
): Promise<Answer> {
  const { method, path }: EndpointDefinition = endpoints[row.name];
  const { params = {}, query, body } = row.call(asked);
  const url = path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? `no-${name}`);
  const response = await product.product.app
    .getHttpAdapter()
    .getInstance()
    .inject({
      ...{ method, url: `/api/v1${url}`, headers: agent.headers },
      ...(query ? { query } : {}),
      ...(body === undefined ? {} : { payload: body as object }),
    });
  return { status: response.statusCode, text: response.body };
}

interface Refusal {
  code?: string;
  reason?: string;
  errors?: { reason?: string }[];
}

const refusalOf = ({ text }: Answer): Refusal => {
  try {
    return JSON.parse(text) as Refusal;
  } catch {
    return {};
  }
};

/** An answer without what differs each time: its id, and when it was that something was saved. */
const settled = ({ status, text }: Answer): unknown => [
  status,
  { ...refusalOf({ status, text }), requestId: null, updatedAt: null },
];

/** What an agent is asked about in a row; null: there is nothing of the sort. */
function askedOf(town: MatrixTown, { relation, id }: MatrixAgent, row: Row): Asked | null {
  if (/team$/u.test(row.about) && isAboutRestricted(relation)) return null;
  const it = isAboutRestricted(relation) ? town.restricted : town.open;
  return { it, team: town.ofTeam, mine: town.mine[relation], self: id, town };
}

function cellOfList(
  { ofTeam }: MatrixTown,
  { row, asked, answer }: { row: Row; asked: Asked; answer: Answer },
): string {
  const word = row.find?.(asked.it, asked.town) ?? (row.about === 'list' ? asked.it : ofTeam).word;
  // A refusal may name something as well.
  if (answer.status >= 300 && !(row.find && answer.text.includes(word)))
    return refused(answer) === '404 not-found' ? '–' : refused(answer);
  if (row.count) return String(row.count(JSON.parse(answer.text) as never));
  return answer.text.includes(word) ? '✓' : '–';
}

/** What an agent gets to know, as the cell says it. `nothing`: what was answered for what does not exist. */
async function cellOf(
  town: MatrixTown,
  agent: MatrixAgent,
  { row, nothing }: { row: Row; nothing?: unknown },
): Promise<Cell> {
  const asked = askedOf(town, agent, row);
  if (!asked) return { text: '' };
  const answer = await ask(town, agent, { row, asked });
  if (row.about.startsWith('list')) return { text: cellOfList(town, { row, asked, answer }) };
  if (answer.status === 403) return { text: refused(answer) };
  if (!(outsiders as readonly Relation[]).includes(agent.relation))
    return { text: answer.status < 300 ? '✓' : refused(answer) };
  const unknown = { ...asked, it: unknownThings(asked.it), team: unknownThings(asked.team) };
  const other = nothing ?? settled(await ask(town, agent, { row, asked: unknown }));
  if (isDeepStrictEqual(settled(answer), other)) return { text: answer.status < 300 ? '=' : '–', nothing: other };
  return { text: answer.status < 300 ? '✓' : refused(answer), nothing: other };
}

/** `nothing`: what the agent was answered for what does not exist, where that was asked for. */
export interface Cell {
  text: string;
  nothing?: unknown;
}

function refused(answer: Answer): string {
  const { code, reason, errors } = refusalOf(answer);
  if (code === 'not-permitted') return '✗';
  return `${answer.status} ${[reason ?? errors?.[0]?.reason ?? code].join()}`;
}

/** One row: what each agent gets, in the given order. `known`: cells of before, of which what does not exist is not asked again. */
export async function walkRow(
  town: MatrixTown,
  { agents, known = [] }: { agents: readonly MatrixAgent[]; known?: readonly Cell[] },
  row: Row,
): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const [n, agent] of agents.entries()) cells.push(await cellOf(town, agent, { row, nothing: known[n]?.nothing }));
  return cells;
}

/** The permission without which the guard refuses a role whatever is asked for; null: there is none. */
const neededFor = (row: Row): Permission | null => {
  const { scope }: EndpointDefinition = endpoints[row.name];
  return scope === 'signed-in' || scope === 'in-person' || scope === 'public' ? null : scope;
};

/** The roles that are let in and get another answer than the stranger with every permission, as `dpo restricted: ✓`. */
async function walkRoles(town: MatrixTown, row: Row, everything: Partial<Record<Relation, Cell>>): Promise<string> {
  const needed = neededFor(row);
  const others: Record<string, string[]> = {};
  for (const { key, permissions } of shippedRoles) {
    if (needed && !permissions.includes(needed)) continue;
    for (const agent of town.agents.filter(({ role }) => role === key)) {
      const { text, nothing } = everything[agent.relation]!;
      const cell = await cellOf(town, agent, { row, nothing });
      if (cell.text !== text) (others[`${agent.relation}: ${cell.text}`] ??= []).push(key);
    }
  }
  return Object.entries(others)
    .map(([cell, keys]) => `${keys.join(', ')} ${cell}`)
    .join('; ');
}

/** The agent who is related so, and holds every permission. */
export const withEverything = ({ agents }: MatrixTown, relation: Relation): MatrixAgent =>
  agents.find((agent) => agent.relation === relation && agent.role === 'everything')!;

/** Strangers ask first, so that nobody has changed anything yet; whoever sees everything comes last. */
const LATER: readonly Relation[] = ['reads', 'own', 'named', 'all teams'];

/** One row: the cells in the order of the relations, and the roles that differ. */
export async function walkOperation(town: MatrixTown, row: Row): Promise<{ cells: string[]; roles: string }> {
  const walk = (some: readonly Relation[]) => walkRow(town, { agents: some.map((one) => withEverything(town, one)) }, row); // prettier-ignore
  const first = await walk(outsiders);
  const roles = await walkRoles(town, row, Object.fromEntries(outsiders.map((one, n) => [one, first[n]!])));
  const cells = [...first, ...(await walk(LATER))];
  await row.after?.(town);
  const asked = [...outsiders, ...LATER];
  return { cells: relations.map((relation) => cells[asked.indexOf(relation)]!.text), roles };
}
