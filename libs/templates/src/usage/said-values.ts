import type { SaidValue } from '@guichet/contracts';
import { wholeValues, type Run } from '../rendering/value-marks.js';

/** As far as a word beside a value is looked for. */
const NEAR = 200;
const LAST_WORD = /([\p{L}\p{N}]+)([^\p{L}\p{N}]*)$/u;
const FIRST_WORD = /^([^\p{L}\p{N}]*)([\p{L}\p{N}]+)/u;

/** A list belongs to the words that announce it. */
const endsSentence = (between: string) =>
  /[.!?…]\s/.test(between) || (between.includes('\n') && !between.includes(':'));

/** The values that a rendering says, by their variables, each with the words beside it. Pure. */
export function saidValues(spans: Iterable<Run>): Map<string, SaidValue[]> {
  const runs = wholeValues(spans);
  const whole = runs.map(({ text }) => text).join('');
  const said = new Map<string, SaidValue[]>();
  let at = 0;
  for (const { text, variable, missing } of runs) {
    const from = at;
    at += text.length;
    if (variable === null || missing) continue;
    const [, before = '', ahead = ''] = LAST_WORD.exec(whole.slice(Math.max(0, from - NEAR), from)) ?? [];
    const [, between = '', behind = ''] = FIRST_WORD.exec(whole.slice(at, at + NEAR)) ?? [];
    const value = {
      text,
      before: endsSentence(ahead) ? '' : before,
      behind: endsSentence(between) ? '' : behind,
    };
    said.set(variable, [...(said.get(variable) ?? []), value]);
  }
  return said;
}
