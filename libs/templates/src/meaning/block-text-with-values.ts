import type { Language } from '@guichet/contracts';
import { BoundedCache } from '../rendering/bounded-cache.js';
import type { Run } from '../rendering/value-marks.js';
import { normaliseText } from './normalise-text.js';

/** Where the value of a variable stands in a text. */
export interface Written {
  variable: string;
  start: number;
  end: number;
}

/** Values that a check has made up, by their spelling: they stand in every block, again and again. */
const spellings = new BoundedCache<string>(50_000, ({ length }) => length);

/** Joins the runs of a block to a text in one spelling, with the places of the values. */
export function writtenOf(runs: readonly Run[], language: Language): { text: string; written: Written[] } {
  // A space of a run may be the only one between two words, so none is trimmed before all are joined.
  let text = '';
  const written: Written[] = [];
  for (const run of runs) {
    const start = text.length;
    text += run.text;
    if (run.variable !== null) written.push({ variable: run.variable, start, end: text.length });
  }
  const marks = written.map(({ variable, start, end }) => ({ variable, said: text.slice(start, end) }));
  const normal = normaliseText(text, language);
  let from = 0;
  const placed = marks.flatMap(({ variable, said }): Written[] => {
    const spelled = spellings.get(`${language} ${said}`, () => normaliseText(said, language).trim());
    const start = normal.indexOf(spelled, from);
    if (start === -1 || spelled === '') return [];
    from = start + spelled.length;
    return [{ variable, start, end: from }];
  });
  return { text: normal, written: placed };
}
