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
  /** What holds where nothing is entered. */
  'x-placeholder'?: string;
  /** Hardly ever changed: it stands among the advanced settings of its group. */
  'x-advanced'?: boolean;
  /** Asked, and needed, only where these settings beside it have these values. */
  'x-when'?: Readonly<Record<string, unknown>>;
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
  return typeof (schema.enum?.[0] ?? schema.oneOf?.[0]?.const ?? schema.const ?? '');
};

/** The values among which a field chooses, and what each is called; undefined: it is typed freely. */
export function choicesOf({ enum: values, oneOf }: Schema): { value: unknown; title: string }[] | undefined {
  if (values) return values.map((value) => ({ value, title: String(value) }));
  if (!oneOf?.every((one) => one.const !== undefined)) return undefined;
  return oneOf.map(({ const: value, title }) => ({ value, title: title ?? String(value) }));
}

/** Several forms, of which a constant under the same key tells which one is meant. */
export interface Alternatives {
  key: string;
  title: string | undefined;
  items: { value: string; title: string; schema: Schema; isUsual: boolean }[];
}

/** The alternatives of a schema; undefined: it has but one form. */
export function alternativesOf({ oneOf, anyOf }: Schema): Alternatives | undefined {
  const branches = (oneOf ?? anyOf)?.filter(({ properties }) => properties !== undefined) ?? [];
  const constantOf = (branch: Schema, key: string) => branch.properties?.[key]?.const;
  const key = Object.keys(branches[0]?.properties ?? {}).find((name) =>
    branches.every((branch) => typeof constantOf(branch, name) === 'string'),
  );
  if (branches.length < 2 || key === undefined) return undefined;
  const items = branches.map((schema) => {
    const value = constantOf(schema, key) as string;
    return { value, title: schema.title ?? value, schema, isUsual: !schema.required?.includes(key) };
  });
  return { key, title: branches[0]?.properties?.[key]?.title, items };
}

/** The form that these values are of: the one that they name, or the one that need not be named. */
export const chosenOf = ({ key, items }: Alternatives, values: Values) =>
  items.find(({ value }) => value === values[key]) ?? items.find(({ isUsual }) => isUsual) ?? items[0];

/** The values that another form asks for as well. */
export const sharedValues = (values: Values, { properties = {} }: Schema): Values =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => name in properties && value !== undefined));

/** What a new form starts with: defaults, and nothing for what may be left out. */
export function initialValue(schema: Schema, root: Schema): Value {
  const plain = plainSchema(schema, root);
  const alternatives = alternativesOf(plain);
  if (alternatives) return initialValue(chosenOf(alternatives, {})!.schema, root);
  if (plain.default !== undefined) return plain.default;
  if (plain.const !== undefined) return plain.const;
  switch (typeOf(plain)) {
    case 'object':
      return Object.fromEntries(
        Object.entries(plain.properties ?? {})
          .filter(
            ([name, property]) => plain.required?.includes(name) || plainSchema(property, root).default !== undefined,
          )
          .map(([name, property]) => [name, initialValue(property, root)]),
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
export function withoutEmpty(value: Value): Value {
  if (value === '' || value === null) return undefined;
  if (Array.isArray(value)) return value.map(withoutEmpty).filter((one) => one !== undefined);
  if (typeof value !== 'object' || value === undefined) return value;
  return Object.fromEntries(
    Object.entries(value as Values)
      .map(([name, one]) => [name, withoutEmpty(one)])
      .filter(([, one]) => one !== undefined),
  );
}

/** The settings of a form that are asked with these values: those of everybody, and those that are hardly ever changed. */
export function settingsOf(schema: Schema, root: Schema, values: Values): Record<'usual' | 'advanced', string[]> {
  const asked = Object.entries(schema.properties ?? {})
    .map(([name, property]) => ({ name, plain: plainSchema(property, root) }))
    .filter(({ plain }) => Object.entries(plain['x-when'] ?? {}).every(([other, value]) => values[other] === value));
  const namesOf = (isAdvanced: boolean) =>
    asked.filter(({ plain }) => (plain['x-advanced'] ?? false) === isAdvanced).map(({ name }) => name);
  return { usual: namesOf(false), advanced: namesOf(true) };
}

/** Whether a setting must be filled in: what is asked only beside another choice is needed there. */
export function isNeeded(name: string, { properties = {}, required = [] }: Schema, root: Schema): boolean {
  const { default: usual, 'x-when': when } = plainSchema(properties[name]!, root);
  return (required.includes(name) || when !== undefined) && usual === undefined;
}
