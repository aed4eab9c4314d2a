interface Named {
  id: string;
  name: string;
}

/** The cases of one agent who was absent that one substitute has, or that are in the queue. */
export interface CasesOfPair<Item> {
  absent: Named;
  /** Null: they are in the queue. */
  substitute: Named | null;
  items: Item[];
}

/** Groups cases by who was absent and who has them since, in the order in which they come first. */
export function casesByPair<Item extends { absent: Named; substitute: Named | null }>(
  items: readonly Item[],
): CasesOfPair<Item>[] {
  const groups = Map.groupBy(items, ({ absent, substitute }) => `${absent.id} ${substitute?.id}`);
  return [...groups.values()].map((all) => ({ absent: all[0]!.absent, substitute: all[0]!.substitute, items: all }));
}
