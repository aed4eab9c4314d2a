import type { Language } from '@guichet/contracts';
import { z } from 'zod';
import type { Channel, SettingText, Texts } from '../channel.js';
import { commonTexts } from './common-texts.js';

/** The part of JSON Schema (draft 2020-12) that settings use. */
interface Schema {
  title?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  [key: string]: unknown;
}

interface Context {
  find: (path: string) => SettingText | undefined;
  /** Returns the name of a provider, and the context with its texts, by which its schema is labelled. */
  inProvider: (id: string) => { title: string; context: Context } | undefined;
}

/** Returns the JSON Schema of a channel's config, labelled in one language by the texts of the channel and of its providers. */
export function settingsSchema(channel: Channel, language: Language): Record<string, unknown> {
  const schema = z.toJSONSchema(channel.config, { io: 'input', unrepresentable: 'any' }) as Schema;
  return labelled(schema, '', contextOf(channel, language));
}

function contextOf({ texts, providerTexts = {} }: Channel, language: Language): Context {
  const find = (all: readonly Texts[]) => (path: string) =>
    [...all, commonTexts as Texts]
      .map(({ files }) => files[language].config?.[path])
      .find((text) => text !== undefined);
  const context: Context = {
    find: find(texts),
    inProvider(id) {
      const own = providerTexts[id];
      if (!own) return undefined;
      const title = own[0]?.files[language].title ?? id;
      return { title, context: { ...context, find: find([...own, ...texts]) } };
    },
  };
  return context;
}

function labelled(schema: Schema, path: string, context: Context): Schema {
  const { title, help, placeholder, options } = context.find(path) ?? {};
  const { properties, items, enum: choices, oneOf, anyOf, ...rest } = schema;
  const inner = (name: string) => (path ? `${path}.${name}` : name);
  const branches = (all: Schema[]) => all.map((branch) => labelledBranch(branch, path, context));
  return {
    ...rest,
    ...(title !== undefined && { title }),
    ...(help !== undefined && { description: help }),
    ...(placeholder !== undefined && { 'x-placeholder': placeholder }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, property]) => [name, labelled(property, inner(name), context)]),
      ),
    }),
    ...(items && { items: labelled(items, path, context) }),
    // In JSON Schema, the choices of an enum can have no labels, so they become alternatives with one constant each.
    ...(choices &&
      (options
        ? { oneOf: choices.map((each) => ({ const: each, title: options[String(each)] })) }
        : { enum: choices })),
    ...(oneOf && { oneOf: branches(oneOf) }),
    ...(anyOf && { anyOf: branches(anyOf) }),
  };
}

/** Labels one alternative: the form of a provider, or another way to write the same setting. */
function labelledBranch(branch: Schema, path: string, context: Context): Schema {
  const id = branch.properties?.['provider']?.const;
  const provider = typeof id === 'string' ? context.inProvider(id) : undefined;
  if (provider) return { ...labelled(branch, path, provider.context), title: provider.title };
  // Alternatives within a form are called as the choices of what tells them apart.
  const title = typeof id === 'string' ? context.find(`${path}.provider`)?.options?.[id] : undefined;
  const own = typeof id === 'string' ? inAlternative(context, path, id) : context;
  return { ...labelled(branch, path, own), ...(title !== undefined && { title }) };
}

/** What one alternative calls its settings comes first: the text of `oauth.google.clientId` before that of `oauth.clientId`. */
const inAlternative = (context: Context, path: string, id: string): Context => ({
  ...context,
  find: (name) => context.find(`${path}.${id}${name.slice(path.length)}`) ?? context.find(name),
});
