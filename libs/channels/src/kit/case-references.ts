const REFERENCE = /\bGCH-\d{4}-\d{6,}\b/gi;

/** References of cases in plain sight, as keys that prove nothing. */
export function referenceHints(text: string): string[] {
  const found = new Set([...text.matchAll(REFERENCE)].map(([reference]) => reference.toUpperCase()));
  return [...found].slice(0, 10).map((reference) => `hint:${reference}`);
}
