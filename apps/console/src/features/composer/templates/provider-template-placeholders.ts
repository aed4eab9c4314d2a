const blank = /\{\{\s*(\w+)\s*\}\}/g;

/** The blanks of an approved message, in the order in which they are counted: `{{1}}`, `{{2}}`… */
export const placeholdersOf = (text: string) =>
  [...new Set([...text.matchAll(blank)].map(([, name]) => name!))].toSorted((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );

/** The message as it will be read; a blank that is not filled yet stays in sight. */
export function fillPlaceholders(text: string, values: readonly string[]) {
  const blanks = placeholdersOf(text);
  return text.replace(blank, (whole, name: string) => values[blanks.indexOf(name)]?.trim() || whole);
}
