import { Language } from '@guichet/contracts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** All texts of the citizens' pages; each language has the same keys. */
export type PortalTexts = typeof en;

const texts: Record<Language, PortalTexts> = { en, fr };

export const textsIn = (language: Language): PortalTexts => texts[language];

/** The language that a browser asks for, where nothing else tells in which one the citizen reads. */
export const languageOf = (acceptLanguage: string | undefined): Language =>
  Language.safeParse(/^\s*([a-z]{2})\b/i.exec(acceptLanguage ?? '')?.[1]?.toLowerCase()).data ?? 'fr';

/** Puts `values` in the place of `{{name}}`. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => values[name] ?? placeholder);
