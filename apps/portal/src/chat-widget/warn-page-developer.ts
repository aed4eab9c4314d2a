/** Warns the developer of the page in the console of the browser. */
export function warnPageDeveloper(words: string): void {
  // oxlint-disable-next-line no-console
  console.warn(`Guichet: ${words}`);
}
