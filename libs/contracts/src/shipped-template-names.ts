import type { Language } from './primitives.js';
import { shippedTemplateNamesEn } from './shipped-template-names-en.js';
import { shippedTemplateNamesFr, type ShippedNames } from './shipped-template-names-fr.js';

export type { ShippedNames } from './shipped-template-names-fr.js';

/** What the templates that ship are called, by language and permanent key. They are stored in French. */
export const shippedTemplateNames: Readonly<Record<Language, Readonly<Record<string, ShippedNames>>>> = {
  fr: shippedTemplateNamesFr,
  en: shippedTemplateNamesEn,
};

/** What is stored of a template. */
export interface NamedTemplate {
  /** Null for one that an organisation has written. */
  key?: string | null | undefined;
  title: string;
}

/** Returns the title of a template in a language. One that the organisation has written or changed is as it was written. */
export function templateTitle({ key, title }: NamedTemplate, language: Language): string {
  const stored = key ? shippedTemplateNames.fr[key]?.title : undefined;
  return stored === title ? (shippedTemplateNames[language][key!]?.title ?? title) : title;
}

/** Returns title, purpose and tags of a template in a language, each as it was written where the organisation has changed it. */
export function templateNames(
  template: NamedTemplate & Pick<ShippedNames, 'intention' | 'tags'>,
  language: Language,
): ShippedNames {
  const { key, intention, tags } = template;
  const [stored, shown] = key ? [shippedTemplateNames.fr[key], shippedTemplateNames[language][key]] : [];
  return {
    title: templateTitle(template, language),
    intention: (stored?.intention === intention && shown?.intention) || intention,
    tags: (stored?.tags.join() === tags.join() && shown?.tags) || tags,
  };
}
