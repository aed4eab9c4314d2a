/** For whoever builds the page. */
export function warn(words: string): void {
  // eslint-disable-next-line no-console
  console.warn(`Guichet: ${words}`);
}
