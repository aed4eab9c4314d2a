/** For whoever builds the page. */
export function warnPageDeveloper(words: string): void {
  // eslint-disable-next-line no-console
  console.warn(`Guichet: ${words}`);
}
