import { isNotKept } from './configure-scim-library.js';

type Json = Record<string, unknown>;
interface Operation extends Json {
  op?: unknown;
  path?: unknown;
  value?: unknown;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const CORE = /^urn:ietf:params:scim:schemas:core:2\.0:(User|Group):/i;

/** Attributes that are true or false, which Entra ID writes as "True" and "False". */
const BOOLEANS = new Set(['active', 'primary']);

const asBoolean = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  const word = value.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : value;
};

/** The same with booleans that are booleans, at any depth. */
export function withBooleans(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withBooleans);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, own]) => [
      key,
      BOOLEANS.has(key.toLowerCase()) ? asBoolean(own) : withBooleans(own),
    ]),
  );
}

/** The first name of a path: `emails` of `emails[type eq "work"].value`. */
const rootOf = (path: string): string => /^[^.[]*/.exec(path)![0];

/**
 * A PATCH as RFC 7644 has it, of what directories really send: attributes with the name of their schema, booleans as words,
 * attributes that we do not keep, members that are removed by a value. What is left of nothing is an empty list.
 */
export function withoutQuirks(body: unknown): unknown {
  if (!isObject(body)) return body;
  const { Operations: operations, ...others } = Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key.toLowerCase() === 'operations' ? 'Operations' : key, value]),
  );
  if (!Array.isArray(operations)) return { ...others, Operations: operations };
  return { ...others, Operations: operations.flatMap((one: unknown) => (isObject(one) ? operationsOf(one) : [one])) };
}

function operationsOf(operation: Operation): Operation[] {
  const { path, op } = operation;
  if (typeof path !== 'string') return isObject(operation.value) ? [ofManyAttributes(operation)] : [operation];
  const own = path.replace(CORE, '');
  if (isNotKept(/^urn:/i.test(own) ? own : rootOf(own))) return [];
  const value = BOOLEANS.has(own.toLowerCase()) ? asBoolean(operation.value) : withBooleans(operation.value);
  const isRemoval = typeof op === 'string' && op.toLowerCase() === 'remove';
  if (isRemoval && own.toLowerCase() === 'members' && value !== undefined) return removalsOf(operation, value);
  return [{ ...operation, path: own, ...(value !== undefined && { value }) }];
}

/** Without a path, the value names the attributes. */
function ofManyAttributes(operation: Operation): Operation {
  const entries = Object.entries(withBooleans(operation.value) as Json)
    .map(([key, value]) => [key.replace(CORE, ''), value] as const)
    .filter(([key]) => !isNotKept(/^urn:/i.test(key) ? key : rootOf(key)));
  return { ...operation, value: Object.fromEntries(entries) };
}

/** Entra ID names the members to remove in the value, where the standard has a filter in the path. */
function removalsOf(operation: Operation, value: unknown): Operation[] {
  const { value: _, ...others } = operation;
  return [value].flat().map((member: unknown) => {
    const id = isObject(member) ? member['value'] : member;
    // What is no id is no member either. Written into a filter, it could be any filter.
    const known = typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : 'nobody';
    return { ...others, path: `members[value eq "${known}"]` };
  });
}
