import i18next, { type TFunction } from 'i18next';
import { useSyncExternalStore } from 'react';

interface Texts {
  t: TFunction;
  language: string;
}

/** One for all who ask, until the language is another or more texts are here. */
let texts: Texts | undefined;
const listeners = new Set<() => void>();

/** Whoever asks for a text without values gets the one that was found before: to look for it is a dozen steps of the library. */
function textsIn(language: string): TFunction {
  const found = new Map<unknown, unknown>();
  return new Proxy(i18next.getFixedT(language), {
    apply(look, self, asked: unknown[]) {
      if (asked.length > 1) return Reflect.apply(look, self, asked) as unknown;
      const [key] = asked;
      const text = found.get(key) ?? (Reflect.apply(look, self, asked) as unknown);
      found.set(key, text);
      return text;
    },
  });
}

const read = (): Texts => {
  const { language } = i18next;
  if (texts?.language !== language) texts = { t: textsIn(language), language };
  return texts;
};
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Says that the language is another, or that more texts are here. */
export function renewTexts(): void {
  texts = undefined;
  for (const listener of listeners) listener();
}

/**
 * The texts in the language of the reader, and that language. Whoever needs texts takes them from here: the library's own hook is of eleven
 * hooks, which were a tenth of the script that runs when a case is opened.
 */
export const useTexts = (): Texts => useSyncExternalStore(subscribe, read, read);
