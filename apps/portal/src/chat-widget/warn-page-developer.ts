/** Warns the developer of the page in the console of the browser. */
export function warnPageDeveloper(words: string): void {
  // eslint-disable-next-line no-console
  console.warn(`Guichet: ${words}`);
}
