import type { Language } from '@guichet/contracts';

/**
 * A value for each language, made when it is asked for first: to make patterns of some thousand words takes a tenth of a second, and
 * a process that checks no template never looks for one.
 */
export function lazyPerLanguage<Value>(make: (language: Language) => Value): Readonly<Record<Language, Value>> {
  const made: Partial<Record<Language, Value>> = {};
  const of = (language: Language): Value => (made[language] ??= make(language));
  return {
    get fr() {
      return of('fr');
    },
    get en() {
      return of('en');
    },
  };
}
