/** Where something stands in a sentence. */
export interface Place {
  start: number;
  end: number;
}
/** A fact of a sentence: its kind and its value in one spelling. */
export interface FactPlace extends Place {
  kind: string;
  value: string;
}
/** A word that qualifies, the same in every language: `^adult`; or for each of what a value is said: `per year`. */
export interface Mark extends Place {
  token: string;
}
