interface Teams {
  /** Those in which the agent may open a case. */
  usable: readonly string[];
  /** Those of which they are a member. */
  own: readonly string[];
  /** That of the case beside which the new one is created. */
  viewed: string | undefined;
  /** The one that they chose last in this browser. */
  last: string | undefined;
}

/**
 * The team that is proposed for a new case: the agent's only one; of several, and of whoever is in none, that of the case in view, else the one
 * that they chose last. Undefined where they have to choose one.
 */
export function usualTeam({ usable, own, viewed, last }: Teams): string | undefined {
  const theirs = own.filter((id) => usable.includes(id));
  if (theirs.length === 1) return theirs[0];
  if (viewed !== undefined && (theirs.length > 0 ? theirs : usable).includes(viewed)) return viewed;
  if (last !== undefined && usable.includes(last)) return last;
  return theirs[0] ?? (usable.length === 1 ? usable[0] : undefined);
}
