import * as contracts from '@guichet/contracts';
import { z } from 'zod';

export type Json = Record<string, unknown>;
export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const PREFIX = '#/components/schemas/';
export const refTo = (name: string): Json => ({ $ref: PREFIX + name });

/** `listCases` → `ListCases`, `case.entries-moved` → `CaseEntriesMoved`. */
export const pascalCase = (words: string): string =>
  words.replace(/(?:^|[.-])(\w)/g, (_, first: string) => first.toUpperCase());

/** The value with `change` applied to every object in it, the innermost first. */
function mapObjects(value: unknown, change: (object: Json) => Json): unknown {
  if (Array.isArray(value)) return value.map((item) => mapObjects(item, change));
  if (!isJson(value)) return value;
  return change(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapObjects(item, change)])));
}

/** The names of all components that a value refers to. */
export function refsIn(value: unknown): Set<string> {
  const names = new Set<string>();
  mapObjects(value, (object) => {
    if (typeof object['$ref'] === 'string') names.add(object['$ref'].replace(PREFIX, ''));
    return object;
  });
  return names;
}

/** What zod writes out although it says nothing new: the limits of whole numbers, and the pattern of a named format. */
function withoutNoise(schema: Json): Json {
  const kept = Object.entries(schema).filter(
    ([key, value]) =>
      !(['$id', '$schema', 'id'].includes(key) && typeof value === 'string') &&
      !(key === 'minimum' && value === Number.MIN_SAFE_INTEGER) &&
      !(key === 'maximum' && value === Number.MAX_SAFE_INTEGER) &&
      !(key === 'pattern' && 'format' in schema),
  );
  return Object.fromEntries(kept);
}

/** A record that has a value for each of its keys is an object with these fields. */
function withNamedFields({ propertyNames, additionalProperties, required, ...schema }: Json): Json {
  if (propertyNames === undefined || !Array.isArray(required))
    return {
      ...schema,
      ...(propertyNames !== undefined && { propertyNames }),
      ...(additionalProperties !== undefined && { additionalProperties }),
      ...(required !== undefined && { required }),
    };
  return {
    ...schema,
    properties: Object.fromEntries((required as string[]).map((name) => [name, additionalProperties])),
    required,
  };
}

type Direction = 'input' | 'output';
/** Marks the name of a schema as who sends it has it, until it is known whether the document has both. */
const SENT = '~sent';

/**
 * The schemas of the contracts as JSON Schema. A schema has the name of its export; what an endpoint has without a name gets
 * one from `add`. A schema whose defaults make it another one for who sends than for who receives is two: `Draft` and
 * `DraftInput`.
 */
export class SchemaComponents {
  private readonly names = new Map<z.ZodType, string>();
  private readonly registry = z.registry<{ id: string; examples?: unknown[] }>();
  private readonly defined = new Map<string, { json: Json; schema: z.ZodType }>();
  private converted?: Record<Direction, Record<string, Json>>;
  private twofold = new Set<string>();

  constructor() {
    for (const [name, value] of Object.entries<unknown>(contracts))
      if (value instanceof z.ZodType && /^[A-Z]/.test(name)) this.add(value, name);
  }

  /** The name of a schema, which is `name` where it has none yet. */
  add(schema: z.ZodType, name: string): string {
    const known = this.names.get(schema);
    if (known) return known;
    this.names.set(schema, name);
    const examples = schema.meta()?.['examples'] as unknown[] | undefined;
    this.registry.add(schema, { id: name, ...(examples && { examples }) });
    return name;
  }

  /** Adds a component that is written as JSON Schema, and returns a reference to it. `schema` parses what it allows, and more. */
  define(name: string, json: Json, schema: z.ZodType): Json {
    this.defined.set(name, { json, schema });
    return refTo(name);
  }

  nameOf(schema: z.ZodType): string | undefined {
    return this.names.get(schema);
  }

  /** The schema that a component of a document describes, which parses what the component allows. */
  schemaOf(component: string): z.ZodType {
    const of = (name: string) => [...this.names].find(([, known]) => known === name)?.[0];
    return this.defined.get(component)?.schema ?? of(component) ?? of(component.replace(/Input$/, ''))!;
  }

  /** Converts all that has been added. After this nothing more may be added. */
  convert(): void {
    const of = (io: Direction) => {
      const { schemas } = z.toJSONSchema(this.registry, {
        io,
        uri: (id) => PREFIX + id,
        unrepresentable: 'any',
        override: ({ zodSchema, jsonSchema }) => {
          // Later versions may add fields to what is received; only what is sent is refused for them.
          const { type, catchall } = zodSchema._zod.def as { type: string; catchall?: z.ZodType };
          if (type === 'object' && catchall === undefined) delete jsonSchema.additionalProperties;
        },
      });
      return mapObjects(schemas, (object) => withNamedFields(withoutNoise(object))) as Record<string, Json>;
    };
    this.converted = { input: of('input'), output: of('output') };
    this.findTwofold(this.converted);
  }

  private findTwofold({ input, output }: Record<Direction, Record<string, Json>>): void {
    const differs = (name: string) =>
      JSON.stringify(input[name]) !== JSON.stringify(output[name]) ||
      [...refsIn(input[name])].some((other) => this.twofold.has(other));
    for (let before = -1; before !== this.twofold.size;) {
      before = this.twofold.size;
      for (const name of Object.keys(input)) if (differs(name)) this.twofold.add(name);
    }
  }

  /** A schema that was named, as who sends (`input`) or who receives (`output`) has it, with references to others. */
  inline(name: string, io: Direction): Json {
    const directed = (object: Json) => {
      const [target] = refsIn({ $ref: object['$ref'] });
      return target === undefined ? object : { ...object, ...this.ref(target, io) };
    };
    return mapObjects(this.defined.get(name)?.json ?? this.converted![io][name], directed) as Json;
  }

  /** A reference to a schema that was named. */
  ref(name: string, io: Direction): Json {
    return refTo(io === 'input' && this.twofold.has(name) ? name + SENT : name);
  }

  /**
   * Returns `document` with all the components that it refers to, by their names in alphabetical order. What is sent differs in
   * its name from what is received only where the document has both.
   */
  complete(document: Json): { document: Json; schemas: Record<string, Json> } {
    const found = new Map<string, Json>();
    const visit = (value: unknown) => {
      for (const name of refsIn(value)) {
        if (found.has(name) || name.startsWith('#')) continue;
        const component = this.inline(name.replace(SENT, ''), name.endsWith(SENT) ? 'input' : 'output');
        found.set(name, component);
        visit(component);
      }
    };
    visit(document);
    const publicName = (name: string) => name.replace(SENT, found.has(name.replace(SENT, '')) ? 'Input' : '');
    const renamed = (value: Json) =>
      mapObjects(value, (object) => {
        const [target] = refsIn({ $ref: object['$ref'] });
        return target?.endsWith(SENT) ? { ...object, ...refTo(publicName(target)) } : object;
      }) as Json;
    const schemas = [...found].map(([name, component]) => [publicName(name), renamed(component)] as const);
    return {
      document: renamed(document),
      schemas: Object.fromEntries(schemas.sort(([a], [b]) => (a < b ? -1 : 1))),
    };
  }
}
