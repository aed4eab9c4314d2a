/** What stands in a field for addresses and is one already, though nobody has pressed Enter behind it; undefined: nothing. Pure. */
const completeAddress = (typed: string): string | undefined =>
  /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]{2,}$/.test(typed.trim()) ? typed.trim() : undefined;

/** The addresses of a field with what was typed last, where that is complete. Pure. */
export function withTyped(addresses: readonly string[], typed: string): string[] {
  const last = completeAddress(typed);
  return last === undefined || addresses.includes(last) ? [...addresses] : [...addresses, last];
}
