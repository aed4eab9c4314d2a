const folded = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether two persons have one name, whatever its accents and capitals. */
export const isSameName = (one: string, other: string): boolean => folded(one) === folded(other);
