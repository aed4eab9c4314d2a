import type { z } from 'zod';

/** The parts of a zod schema by which a value of it is made. */
interface Def {
  type: string;
  shape?: Record<string, z.ZodType>;
  innerType?: z.ZodType;
  options?: readonly z.ZodType[];
  out?: z.ZodType;
  items?: readonly z.ZodType[];
  left?: z.ZodType;
  right?: z.ZodType;
  keyType?: z.ZodType;
  valueType?: z.ZodType;
  entries?: Record<string, unknown>;
  values?: readonly unknown[];
}

/** Texts that say as little as possible; the first that a schema takes is its empty one. */
const TEXTS = ['', '00000000-0000-7000-8000-000000000000', '1970-01-01T00:00:00.000Z', '1970-01-01', '00:00', 'UTC'];
/** The same for numbers. */
const NUMBERS = [0, 1, 15];

const firstTaken = (schema: z.ZodType, candidates: readonly unknown[]): unknown =>
  candidates.find((one) => schema.safeParse(one).success) ?? candidates[0];

const SIMPLE: Record<string, (def: Def, schema: z.ZodType) => unknown> = {
  string: (_, schema) => firstTaken(schema, TEXTS),
  number: (_, schema) => firstTaken(schema, NUMBERS),
  boolean: () => false,
  array: () => [],
  record: ({ keyType, valueType }): Record<string, unknown> =>
    Object.fromEntries(
      Object.values(defOf(keyType!).entries ?? {}).map((key): [string, unknown] => [String(key), emptyOf(valueType!)]),
    ),
  nullable: () => null,
  optional: () => undefined,
  null: () => null,
  enum: ({ entries = {} }): unknown => Object.values(entries)[0],
  literal: ({ values = [] }) => values[0],
};

const defOf = (schema: z.ZodType): Def => schema.def;

/** No time is shown in a zone that has no name, whatever the schema would take. */
const emptyField = (name: string, schema: z.ZodType): unknown => (name === 'timeZone' ? 'UTC' : emptyOf(schema));

/**
 * A value of a schema without any content: empty lists and texts, zeros, null wherever it may be. By it, a screen can be drawn
 * without the data that would be on it. Of several shapes it is the first.
 */
export function emptyOf(schema: z.ZodType): unknown {
  const def = defOf(schema);
  const { type, shape, innerType, options, out, items, left, right } = def;
  const simple = SIMPLE[type];
  if (simple) return simple(def, schema);
  if (shape) return Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, emptyField(name, field)]));
  if (left && right) return { ...(emptyOf(left) as object), ...(emptyOf(right) as object) };
  if (items) return items.map(emptyOf);
  const inner = innerType ?? options?.[0] ?? out;
  return inner ? emptyOf(inner) : null;
}
