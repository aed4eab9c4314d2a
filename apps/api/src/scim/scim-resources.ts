import { createHash } from 'node:crypto';
import {
  createDirectoryGroup,
  deleteDirectoryGroup,
  directoryAgent,
  directoryAgents,
  directoryGroup,
  directoryGroups,
  lockRoles,
  provisionAgent,
  removeDirectoryAgent,
  updateDirectoryAgent,
  updateDirectoryGroup,
  type Principal,
} from '@guichet/access';
import { Id } from '@guichet/contracts';
import type { Reader, Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { endAbsenceOfLeaving } from '@guichet/workforce';
import SCIMMY from 'scimmy';
import { withBooleans, withoutQuirks } from './directory-quirks.js';
import { refuse } from './scim-errors.js';
import { groupOf, sentGroup, wantedGroup } from './scim-group-mapping.js';
import { listResponse, lookedUp, matching, pageOf, shownAttributes, type ListQuery } from './scim-lists.js';
import { sentUser, userOf, wantedAgent } from './scim-user-mapping.js';

/** One kind of thing that a directory keeps: how it is found and written. `Kept` is what the database has of it. */
export interface ScimResource<Kept> {
  readonly schema: new (data: object, direction?: string) => SCIMMY.Types.Schema;
  readonly definition: SCIMMY.Types.SchemaDefinition;
  /** All, or those that a look-up by one attribute can only mean. */
  find: (reader: Reader, who: Principal, by: { attribute: string; value: string } | null) => Promise<Kept[]>;
  one: (reader: Reader, who: Principal, id: string) => Promise<Kept>;
  shape: (kept: Kept, publicUrl: string) => object;
  sent: (shape: object, publicUrl: string, shown?: SCIMMY.Types.Filter) => object;
  create: (tx: Tx, who: Principal, wanted: object) => Promise<Kept>;
  update: (tx: Tx, who: Principal, to: { before: Kept; wanted: object }) => Promise<Kept>;
  remove: (tx: Tx, who: Principal, id: string) => Promise<void>;
}

/** An attribute by which the database looks somebody up; null: none of those, so that all are compared. */
const byColumn = <Key extends string>(
  by: { attribute: string; value: string } | null,
  columns: Record<string, Key>,
): { [Name in Key]?: string } => {
  const column = by && columns[by.attribute];
  return column ? ({ [column]: by.value } as { [Name in Key]?: string }) : {};
};

type Agents = Awaited<ReturnType<typeof directoryAgent>>;
type Groups = Awaited<ReturnType<typeof directoryGroup>>;

export const users: ScimResource<Agents> = {
  schema: SCIMMY.Schemas.User,
  definition: SCIMMY.Schemas.User.definition,
  find: (reader, who, by) =>
    directoryAgents(reader, who, byColumn(by, { username: 'userName', externalid: 'externalId' })),
  one: directoryAgent,
  shape: userOf,
  sent: sentUser,
  async create(tx, who, wanted) {
    const agent = await provisionAgent(tx, who, wantedAgent(wanted, null));
    // One that was removed comes back as the same agent.
    if (agent.active) await endAbsenceOfLeaving(tx, who, agent.id);
    return agent;
  },
  async update(tx, who, { before, wanted }) {
    const agent = await updateDirectoryAgent(tx, who, { id: before.id, wanted: wantedAgent(wanted, before) });
    if (agent.active && !before.active) await endAbsenceOfLeaving(tx, who, agent.id);
    return agent;
  },
  remove: removeDirectoryAgent,
};

export const groups: ScimResource<Groups> = {
  schema: SCIMMY.Schemas.Group,
  definition: SCIMMY.Schemas.Group.definition,
  find: (reader, who, by) =>
    directoryGroups(reader, who, byColumn(by, { displayname: 'name', externalid: 'externalId' })),
  one: directoryGroup,
  shape: groupOf,
  sent: sentGroup,
  create: (tx, who, wanted) => createDirectoryGroup(tx, who, wantedGroup(wanted)),
  update: (tx, who, { before, wanted }) =>
    updateDirectoryGroup(tx, who, { id: before.id, wanted: wantedGroup(wanted) }),
  remove: deleteDirectoryGroup,
};

/** Who asks, and under which address we are found. */
export interface Asked {
  who: Principal;
  publicUrl: string;
}

/** A resource as it is sent, with the mark of its state. */
export interface Sent {
  resource: object;
  etag: string;
}

export async function list<Kept>(
  { find, shape, sent, definition }: ScimResource<Kept>,
  reader: Reader,
  { who, publicUrl, query }: Asked & { query: ListQuery },
): Promise<object> {
  const shown = shownAttributes(query);
  const by = lookedUp(query.filter);
  const kept = await find(reader, who, by);
  const all = matching(
    kept.map((one) => shape(one, publicUrl)),
    { filter: query.filter, definition },
  );
  const { items, ...page } = pageOf(all, query);
  return listResponse(
    items.map((one) => sent(one, publicUrl, shown)),
    page,
  );
}

export async function read<Kept>(
  kind: ScimResource<Kept>,
  reader: Reader,
  { who, publicUrl, id, query }: Asked & { id: string; query: ListQuery },
): Promise<Sent> {
  const kept = await one(kind, reader, { who, id });
  const { etag } = sentOf(kind, kept, publicUrl);
  return { resource: kind.sent(kind.shape(kept, publicUrl), publicUrl, shownAttributes(query)), etag };
}

export async function create<Kept>(
  kind: ScimResource<Kept>,
  tx: Tx,
  { who, publicUrl, body }: Asked & { body: unknown },
): Promise<Sent> {
  return sentOf(kind, await kind.create(tx, who, incoming(kind, body)), publicUrl);
}

/** PUT and PATCH. `ifMatch`: the mark that the state must have; null: any. */
export async function change<Kept>(
  kind: ScimResource<Kept>,
  tx: Tx,
  { who, publicUrl, id, body, isPatch, ifMatch }: Asked & Change,
): Promise<Sent> {
  // What is read here is written back: nobody may change it in between.
  await lockRoles(tx);
  const before = await one(kind, tx, { who, id });
  assertState(sentOf(kind, before, publicUrl).etag, ifMatch);
  const wanted = isPatch ? await patched(kind, kind.shape(before, publicUrl), body) : incoming(kind, body);
  return sentOf(kind, await kind.update(tx, who, { before, wanted }), publicUrl);
}

interface Change {
  id: string;
  body: unknown;
  isPatch: boolean;
  ifMatch: string | null;
}

export async function remove<Kept>(
  kind: ScimResource<Kept>,
  tx: Tx,
  { who, publicUrl, id, ifMatch }: Asked & Pick<Change, 'id' | 'ifMatch'>,
): Promise<void> {
  await lockRoles(tx);
  const before = await one(kind, tx, { who, id });
  assertState(sentOf(kind, before, publicUrl).etag, ifMatch);
  await kind.remove(tx, who, id);
}

async function one<Kept>(
  kind: ScimResource<Kept>,
  reader: Reader,
  { who, id }: { who: Principal; id: string },
): Promise<Kept> {
  if (!Id.safeParse(id).success) throw new Failure('not-found');
  return kind.one(reader, who, id);
}

function sentOf<Kept>({ shape, sent }: ScimResource<Kept>, kept: Kept, publicUrl: string): Sent {
  const own = shape(kept, publicUrl) as { meta: object };
  const etag = `W/"${createHash('sha256').update(JSON.stringify(own)).digest('base64url').slice(0, 22)}"`;
  return { resource: sent({ ...own, meta: { ...own.meta, version: etag } }, publicUrl), etag };
}

const withoutWeakness = (tag: string): string => tag.trim().replace(/^W\//, '');

/** Whether a header such as `If-None-Match` names this state. */
export const isNamed = (etag: string, header: string): boolean =>
  header.split(',').some((tag) => tag.trim() === '*' || withoutWeakness(tag) === withoutWeakness(etag));

function assertState(etag: string, ifMatch: string | null): void {
  if (ifMatch !== null && !isNamed(etag, ifMatch)) refuse(412, null, 'It has changed meanwhile. Read it again.');
}

/** What came in, read by the schema. */
function incoming<Kept>({ schema }: ScimResource<Kept>, body: unknown): object {
  return asInput(() => new schema(object(body), 'in'));
}

async function patched<Kept>({ schema }: ScimResource<Kept>, shape: object, body: unknown): Promise<object> {
  const message = withoutQuirks(object(body)) as { Operations?: unknown };
  assertSize(message.Operations);
  // All that was asked for is of no interest here.
  if (Array.isArray(message.Operations) && message.Operations.length === 0 && hadOperations(body)) return shape;
  try {
    const patch = new SCIMMY.Messages.PatchOp(message as never);
    const source = new schema(shape, 'out');
    return ((await patch.apply(source as never)) as object | undefined) ?? source;
  } catch (error) {
    return asInput(() => {
      throw error;
    });
  }
}

const MAX_OPERATIONS = 100;
/** With the longest name of an attribute, and the id of a member. */
const MAX_PATH = 200;

/** Refuses what the library would take minutes to read: directories send none of it. */
function assertSize(operations: unknown): void {
  if (!Array.isArray(operations)) return;
  if (operations.length > MAX_OPERATIONS)
    refuse(413, null, `A PATCH has ${MAX_OPERATIONS} operations at most. Send it in parts.`);
  for (const operation of operations as unknown[]) {
    const path = (operation as { path?: unknown } | null)?.path;
    if (typeof path === 'string' && (path.length > MAX_PATH || path.includes('(')))
      refuse(400, 'invalidPath', `A path has no groups and ${MAX_PATH} characters at most.`);
  }
}

const hadOperations = (body: unknown): boolean =>
  Object.entries(body as object).some(
    ([key, value]) => key.toLowerCase() === 'operations' && Array.isArray(value) && value.length > 0,
  );

function object(body: unknown): object {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refuse(400, 'invalidSyntax', 'The body is not a JSON object.');
  return withBooleans(body) as object;
}

/** Runs what reads input by the library, whose `TypeError` says what is wrong with it. */
function asInput<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof TypeError) return refuse(400, 'invalidValue', error.message);
    throw error;
  }
}
