interface Teams {
  /** Those in which the agent may open a case. */
  usable: readonly string[];
  /** Those of which they are a member. */
  own: readonly string[];
  /** The one that they chose last in this browser. */
  last: string | undefined;
}

/** The team that is proposed for a new case; undefined where the agent has to choose one. */
export function usualTeam({ usable, own, last }: Teams): string | undefined {
  if (last !== undefined && usable.includes(last)) return last;
  return own.find((id) => usable.includes(id)) ?? (usable.length === 1 ? usable[0] : undefined);
}
