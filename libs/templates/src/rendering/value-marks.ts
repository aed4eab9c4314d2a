/**
 * Marks the begin of a value, the end of its name, and its end, with private characters that occur in no text (Unicode
 * § 23.5).
 */
const OPEN = '\uE000';
const NAMED = '\uE001';
const CLOSE = '\uE002';

/** A stretch of a rendered text: the template's own words, or the value of a variable. */
export interface Run {
  text: string;
  variable: string | null;
  /** The value is still to be filled in; `text` says which. */
  missing?: true;
}

/** Text as it may stand in a template or a value: composed, without our marks, controls and bidirectional overrides. */
export const plainText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])[\p{Cc}\uE000-\uE002\u202A-\u202E\u2066-\u2069]/gu, '');

export const marked = (name: string, text: string, missing: boolean): string =>
  `${OPEN}${missing ? '!' : ''}${name}${NAMED}${text}${CLOSE}`;

/** A full stop after a value that ends as a sentence does, with the marks of strong text between them. */
const STOP = /^(\*\*)?\.(?!\.)/;

/** The runs of what was marked, in order. A value that brings its full stop is not given another one: `etc.`, not `etc..`. */
export function runsOf(text: string): Run[] {
  const runs = markedRuns(text);
  return runs
    .map((run, n): Run => {
      const before = runs[n - 1];
      const isStopped = run.variable === null && before?.variable != null && /[.!?…]$/.test(before.text);
      return isStopped ? { ...run, text: run.text.replace(STOP, '$1') } : run;
    })
    .filter((run) => run.text !== '' || run.variable !== null);
}

function markedRuns(text: string): Run[] {
  return text
    .split(/(\uE000[^\uE001]*\uE001[^\uE002]*\uE002)/)
    .filter(Boolean)
    .map((piece) => {
      if (!piece.startsWith(OPEN)) return { text: piece, variable: null };
      const [name = '', value = ''] = piece.slice(1, -1).split(NAMED);
      return name.startsWith('!')
        ? { text: value, variable: name.slice(1), missing: true }
        : { text: value, variable: name };
    });
}

/** The stretches of a rendering, each value in one piece, also a list of several lines. */
export function wholeValues(spans: Iterable<Run>): Run[] {
  const found: Run[] = [];
  for (const span of spans) {
    const [value, between] = [found.at(-2), found.at(-1)];
    const goesOn = span.variable !== null && value?.variable === span.variable && between!.text.trim() === '';
    if (goesOn) found.splice(-2, 2, { ...value, text: value.text + between!.text + span.text });
    else if (span.text !== '') found.push({ ...span });
  }
  return found;
}
