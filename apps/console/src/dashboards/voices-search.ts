/** What the address of the voices says. */
export interface VoicesSearch {
  team?: string;
  score?: number;
  words?: 'true';
}

export const voicesSearch = ({ team, score, words }: Record<string, unknown>): VoicesSearch => ({
  team: typeof team === 'string' && team !== '' ? team : undefined,
  score: [1, 2, 3].find((known) => known === Number(score)),
  words: String(words) === 'true' ? 'true' : undefined,
});
