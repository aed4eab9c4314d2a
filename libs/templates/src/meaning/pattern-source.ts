const PART = /\\(?:[pP]\{[^}]*\}|u[\dA-Fa-f]{4}|k<\w+>|[^])|\[(?:\\[^]|[^\]\\])*\]|[^]/y;

/** Returns how long the part is that stands at a place of the source of a pattern: a letter, an escaped one, a class or a whole group. */
export function lengthOfPart(source: string, at: number): number {
  if (source[at] !== '(') {
    PART.lastIndex = at;
    return PART.exec(source)?.[0].length ?? 1;
  }
  let end = at + 1;
  while (end < source.length && source[end] !== ')') end += lengthOfPart(source, end);
  return end + 1 - at;
}

/** Splits the source of a pattern at each `|` that is in no group. */
export function alternatives(source: string): string[] {
  const found = [''];
  for (let at = 0; at < source.length;) {
    const part = source.slice(at, at + lengthOfPart(source, at));
    if (part === '|') found.push('');
    else found[found.length - 1] += part;
    at += part.length;
  }
  return found;
}
