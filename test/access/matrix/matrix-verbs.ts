import { endpoints, TokenScope, type EndpointDefinition, type EndpointName, type Permission } from '@guichet/contracts';
import { principalOf, type Principal } from '@guichet/access';
import type { Reader, Tx } from '@guichet/database';
import { ModulesContainer, Reflector } from '@nestjs/core';
import { ZodType } from 'zod';
import { newId } from '@guichet/platform';
import { withEverything } from './matrix-walk.js';
import type { MatrixTown } from './matrix-shapes.js';
import { specialCalls, type Given } from './verb-inputs.js';

/** Who calls a verb past the guard: somebody who lacks one permission alone, a program with all of them, and somebody about themselves. */
export type Caller = 'lacking' | 'program' | 'oneself';
const callers: readonly Caller[] = ['lacking', 'program', 'oneself'];

type Handle = (call: object) => unknown;

/** The permission that the guard asks for; null: it lets in whoever has signed in. */
const neededFor = (name: EndpointName): Permission | null => {
  const { scope }: EndpointDefinition = endpoints[name];
  return scope === 'public' || scope === 'signed-in' || scope === 'in-person' ? null : scope;
};

const handlers = new WeakMap<MatrixTown, ReadonlyMap<EndpointName, Handle>>();

/** The operations of which the verb asks again, past the guard. */
const guarded = (Object.keys(endpoints) as EndpointName[]).filter((name) => neededFor(name) !== null);

/** The handlers of operations, as they stand behind the guard. */
function handlersOf(town: MatrixTown): ReadonlyMap<EndpointName, Handle> {
  const { app } = town.product.product;
  const reflector = app.get(Reflector);
  const known = handlers.get(town);
  if (known) return known;
  const found = new Map<EndpointName, Handle>();
  handlers.set(town, found);
  for (const { controllers } of app.get(ModulesContainer).values())
    for (const { instance } of controllers.values()) {
      const controller = instance as Record<string, Handle>;
      for (const key of Object.getOwnPropertyNames(Object.getPrototypeOf(controller))) {
        const name = reflector.get<EndpointName | undefined>('guichet:endpoint', controller[key]!);
        if (name) found.set(name, (call) => controller[key]!(call));
      }
    }
  return found;
}

const UNDONE = new Error('Undone.');

/** What a verb is called with: everything is read as usual, and nothing that it writes stays. */
const contextOf = ({ sql }: MatrixTown['product'], who: Principal) => {
  const write = async <Result>(work: (tx: Tx, who: Principal) => Promise<Result>): Promise<Result> => {
    let result: Result | undefined;
    await sql
      .write({ kind: 'agent', id: who.id, name: who.name }, async (tx) => {
        result = await work(tx, who);
        throw UNDONE;
      })
      .catch((error: unknown) => {
        if (error !== UNDONE) throw error;
      });
    return result!;
  };
  const read = (_: unknown, query: (reader: Reader, who: Principal) => unknown) => query(sql, who);
  return { who, whoNow: () => Promise.resolve(who), ifMatch: null, userAgent: null, read, write, writeSecret: write };
};

const parsed = (schema: unknown, value: unknown): unknown => {
  const result = schema instanceof ZodType ? schema.safeParse(value) : null;
  return result?.success ? result.data : value;
};

const request = { headers: {}, raw: {}, isMultipart: () => false };

async function answerOf(call: () => unknown, shows: ((answer: never) => string) | undefined): Promise<string> {
  try {
    const answer = await call();
    return shows ? `answers ${shows(answer as never)}` : 'answers';
  } catch (error) {
    const { code, more } = error as { code?: string; more?: { reason?: string } };
    if (code === 'not-permitted') return '✗';
    return code && /^[a-z-]+$/u.test(code) ? (more?.reason ?? code) : `breaks: ${String(error).slice(0, 80)}`;
  }
}

const allBut = (grants: Principal['grants'], one: Permission | null): Principal['grants'] =>
  grants.map((grant) => ({ ...grant, permissions: grant.permissions.filter((permission) => permission !== one) }));

const known = new WeakMap<MatrixTown, Promise<Principal | null>>();

/** Somebody with every permission, as the guard finds them. */
async function whoHasEverything(town: MatrixTown): Promise<Principal> {
  const who = known.get(town) ?? principalOf(town.product.sql, withEverything(town, 'all teams').id);
  known.set(town, who);
  return (await who)!;
}

/** Calls a verb past the guard: what it answers to each caller. */
async function walkVerb(
  town: MatrixTown,
  {
    name,
    given,
    without,
    shows,
  }: { name: EndpointName; given: Given; without: Permission | null; shows?: (answer: never) => string },
): Promise<Record<Caller, string>> {
  const handle = handlersOf(town).get(name)!;
  const everything = await whoHasEverything(town);
  const session = {
    id: newId(),
    csrfToken: 'x',
    provedAt: new Date(),
    secondFactor: 'on' as const,
    secondFactorDueAt: null,
  };
  const who: Record<Caller, Principal> = {
    lacking: { ...everything, session, grants: allBut(everything.grants, without) },
    program: { ...everything, session: null, scopes: TokenScope.options.filter((one) => one !== 'scim:write') },
    oneself: { ...everything, session },
  };
  const { params, query, body }: EndpointDefinition = endpoints[name];
  const cells = {} as Record<Caller, string>;
  for (const caller of callers) {
    const id = caller === 'oneself' ? everything.id : newId();
    const call = {
      params: parsed(params, { id, agentId: id, ...given.params }),
      query: parsed(query, given.query ?? {}),
      body: parsed(body, given.body ?? {}),
      ...{ context: contextOf(town.product, who[caller]), request, reply: {} },
    };
    cells[caller] = await answerOf(() => handle(call), shows);
  }
  return cells;
}

export interface VerbWalk {
  name: EndpointName;
  /** What it is called with, where that is not what it is always called with. */
  by: string;
  walk: (town: MatrixTown) => Promise<Record<Caller, string>>;
}

/** A walk for each verb past the guard. */
export const verbWalks: readonly VerbWalk[] = [
  ...guarded.map((name) => ({
    name,
    by: '',
    walk: (town: MatrixTown) => walkVerb(town, { name, given: {}, without: neededFor(name) }),
  })),
  ...specialCalls.map(({ name, by, given, without, shows }) => ({
    ...{ name, by },
    walk: (town: MatrixTown) =>
      walkVerb(town, { name, given: given?.(town) ?? {}, without: without ?? neededFor(name), shows }),
  })),
];
