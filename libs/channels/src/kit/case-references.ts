const REFERENCE = /\bGCH-\d{4}-\d{6,}\b/gi;

/** Returns the case references in a text. They prove nothing, as anybody may write them. */
export function referenceHints(text: string): string[] {
  const found = new Set([...text.matchAll(REFERENCE)].map(([reference]) => reference.toUpperCase()));
  return [...found].slice(0, 10).map((reference) => `hint:${reference}`);
}
