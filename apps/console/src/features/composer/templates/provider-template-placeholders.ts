const blank = /\{\{\s*(\w+)\s*\}\}/g;

/** Returns the placeholders of an approved message in their order: `{{1}}`, `{{2}}`… */
export const placeholdersOf = (text: string) =>
  [...new Set([...text.matchAll(blank)].map(([, name]) => name!))].toSorted((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );

/** Returns the message with its placeholders filled; those without a value stay visible. */
export function fillPlaceholders(text: string, values: readonly string[]) {
  const blanks = placeholdersOf(text);
  return text.replace(blank, (whole, name: string) => values[blanks.indexOf(name)]?.trim() || whole);
}
