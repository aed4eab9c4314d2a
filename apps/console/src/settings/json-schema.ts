/** As much of JSON Schema (2020-12) as a channel's settings use. */
export interface Schema {
  type?: string | readonly string[];
  title?: string;
  description?: string;
  default?: unknown;
  format?: string;
  const?: unknown;
  enum?: readonly unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  properties?: Record<string, Schema>;
  required?: readonly string[];
  items?: Schema;
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  allOf?: readonly Schema[];
  $ref?: string;
  $defs?: Record<string, Schema>;
  'x-secret'?: boolean;
}

export type Value = unknown;
export type Values = Record<string, Value>;

/** Follows references and drops the `null` of "may be absent", so that one plain schema is left. */
export function plainSchema(schema: Schema, root: Schema): Schema {
  if (schema.$ref) {
    const name = schema.$ref.replace(/^#\/\$defs\//, '');
    const { $ref: _, ...rest } = schema;
    return plainSchema({ ...root.$defs?.[name], ...rest }, root);
  }
  const choices = schema.anyOf ?? schema.oneOf;
  const real = choices?.filter((one) => one.type !== 'null');
  if (real?.length === 1) {
    const { anyOf: _a, oneOf: _o, ...rest } = schema;
    return plainSchema({ ...real[0], ...rest }, root);
  }
  if (schema.allOf?.length === 1) {
    const { allOf, ...rest } = schema;
    return plainSchema({ ...allOf[0], ...rest }, root);
  }
  return schema;
}

export const typeOf = (schema: Schema) => {
  if (typeof schema.type === 'string') return schema.type;
  if (schema.type) return schema.type.find((one) => one !== 'null') ?? 'string';
  if (schema.properties) return 'object';
  return typeof (schema.enum?.[0] ?? schema.const ?? '');
};

/** What a new form starts with: defaults, and nothing for what may be left out. */
export function initial(schema: Schema, root: Schema): Value {
  const plain = plainSchema(schema, root);
  if (plain.default !== undefined) return plain.default;
  if (plain.const !== undefined) return plain.const;
  switch (typeOf(plain)) {
    case 'object':
      return Object.fromEntries(
        Object.entries(plain.properties ?? {})
          .filter(
            ([name, property]) => plain.required?.includes(name) || plainSchema(property, root).default !== undefined,
          )
          .map(([name, property]) => [name, initial(property, root)]),
      );
    case 'boolean':
      return false;
    case 'array':
      return [];
    default:
      return undefined;
  }
}

/** The values as they are sent: an empty field is an absent one. */
export function sendable(value: Value): Value {
  if (value === '' || value === null) return undefined;
  if (Array.isArray(value)) return value.map(sendable).filter((one) => one !== undefined);
  if (typeof value !== 'object' || value === undefined) return value;
  return Object.fromEntries(
    Object.entries(value as Values)
      .map(([name, one]) => [name, sendable(one)])
      .filter(([, one]) => one !== undefined),
  );
}
