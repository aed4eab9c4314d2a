interface Typing {
  /** What was typed over what is chosen; undefined: the field shows what is chosen. */
  typed: string | undefined;
  /** The field was left with it. */
  isLeft: boolean;
  /** Whether it finds an option. */
  isFound: boolean;
  /** Whether nothing may be chosen: a field that was emptied is so. */
  isOptional: boolean;
}

/**
 * Returns why nobody knows what is chosen in a field: what was typed names no option, or the field was left before one was chosen. While somebody
 * types a name that is found, the list marks which one is meant. Pure.
 */
export function doubtAboutTyped({ typed, isLeft, isFound, isOptional }: Typing): 'unknown' | 'unchosen' | undefined {
  if (typed === undefined) return undefined;
  if (typed.trim() === '') return isOptional ? undefined : 'unchosen';
  if (!isFound) return 'unknown';
  return isLeft ? 'unchosen' : undefined;
}
