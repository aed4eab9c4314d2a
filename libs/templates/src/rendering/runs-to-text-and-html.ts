import type { Run } from './value-marks.js';

/** Lines of one paragraph or one list, each made of runs. */
interface Part {
  kind: 'paragraph' | 'list';
  /** No placeholder line stands before it: a list belongs to the words that announce it. */
  follows: boolean;
  lines: Run[][];
}

const ITEM = /^\s*[-•]\s+/;

/** Paragraphs are parted by placeholder lines; lines that begin with a dash are a list. */
function partsOf(runs: readonly Run[]): Part[] {
  const parts: Part[] = [];
  let current: Part | undefined;
  for (const line of linesOf(runs)) {
    if (line.every(({ text }) => text.trim() === '')) {
      current = undefined;
      continue;
    }
    const kind = ITEM.test(textOf(line)) ? 'list' : 'paragraph';
    if (current?.kind !== kind) parts.push((current = { kind, follows: current !== undefined, lines: [] }));
    current.lines.push(kind === 'list' ? withoutBullet(line) : trimmed(line));
  }
  return parts;
}

function linesOf(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [[]];
  for (const run of runs) {
    const [first = '', ...rest] = run.text.split('\n');
    if (first) lines.at(-1)!.push({ ...run, text: first });
    for (const text of rest) lines.push(text ? [{ ...run, text }] : []);
  }
  return lines;
}

const textOf = (line: readonly Run[]) => line.map(({ text }) => text).join('');

/** Removes white space before the first and after the last word. */
function trimmed(line: readonly Run[]): Run[] {
  const kept = line.map((run) => ({ ...run }));
  while (kept[0] && kept[0].text.trim() === '') kept.shift();
  while (kept.at(-1) && kept.at(-1)!.text.trim() === '') kept.pop();
  if (kept[0]) kept[0].text = kept[0].text.trimStart();
  if (kept.at(-1)) kept.at(-1)!.text = kept.at(-1)!.text.trimEnd();
  return kept;
}

function withoutBullet(line: readonly Run[]): Run[] {
  const kept = trimmed(line);
  if (kept[0]) kept[0].text = kept[0].text.replace(ITEM, '');
  return trimmed(kept);
}

/** How a channel renders `**strong**`, which only the template's own text may contain. */
export type Strong = 'none' | 'asterisks';

/** A line with `**` worked out: it opens and closes in the template's own words, whatever values stand between. */
function* strongly(line: readonly Run[]): Iterable<Run & { turn?: 'opens' | 'closes' }> {
  let open = false;
  for (const run of line) {
    if (run.variable !== null) {
      yield run;
      continue;
    }
    for (const [n, text] of run.text.split('**').entries()) {
      if (n > 0) open = !open;
      yield n === 0 ? { ...run, text } : { ...run, text, turn: open ? 'opens' : 'closes' };
    }
  }
  if (open) yield { text: '', variable: null, turn: 'closes' };
}

/** How the text of a rendering is spelled. */
interface Spelling {
  strong?: Strong;
  /** Separates paragraphs. */
  gap?: string;
}

/** The stretches of the plain text: the template's own words, with what separates lines, and each line of a value. */
export function* spansOf(runs: readonly Run[], { strong = 'none', gap = '\n\n' }: Spelling = {}): Iterable<Run> {
  for (const [n, { kind, follows, lines }] of partsOf(runs).entries()) {
    if (n > 0) yield { text: follows ? '\n' : gap, variable: null };
    for (const [at, line] of lines.entries()) {
      if (at > 0) yield { text: '\n', variable: null };
      // The dash goes with the item, which may be a value.
      let dash = kind === 'list' ? '- ' : '';
      for (const { turn, ...run } of strongly(line)) {
        yield { ...run, text: dash + (turn && strong === 'asterisks' ? '*' : '') + run.text };
        dash = '';
      }
    }
  }
}

/** Renders lines as plain text. */
export const toText = (runs: readonly Run[], spelling: Spelling = {}): string =>
  [...spansOf(runs, spelling)].map(({ text }) => text).join('');

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Bounded, as a long word may be whatever was pasted; an address has no more before its `@` (RFC 5321 § 4.5.3.1.1). */
const LINK =
  /(https?:\/\/[^\s<>"»]{1,2047}[^\s<>"».,;:!?)]|www\.[^\s<>"»]{1,2047}[^\s<>"».,;:!?)]|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})/g;

const targetOf = (address: string): string =>
  address.includes('://') ? address : address.startsWith('www.') ? `https://${address}` : `mailto:${address}`;

const anchor = (address: string): string => `<a href="${escaped(targetOf(address))}">${escaped(address)}</a>`;

/** Words as they have left: asterisks are asterisks, and an address leads where it says. */
const SENT = 'sent';

/**
 * Only the template's own text and variables of an address type become links, because a citizen's name may look like an
 * address.
 */
const LINKED = new Set(['reply_link', 'service_mail', 'mediator', SENT]);
const isLinked = ({ variable }: Run) => variable === null || LINKED.has(variable);

function htmlRun(run: Run): string {
  const { text } = run;
  if (run.missing) return `<mark>${escaped(text)}</mark>`;
  if (!isLinked(run)) return escaped(text);
  return text
    .split(LINK)
    .map((piece, n) => (n % 2 ? anchor(piece) : escaped(piece)))
    .join('');
}

const htmlLine = (line: readonly Run[]): string =>
  [...strongly(line)]
    .map(({ turn, ...run }) => (turn === 'opens' ? '<strong>' : turn === 'closes' ? '</strong>' : '') + htmlRun(run))
    .join('');

export const toHtml = (runs: readonly Run[]): string =>
  partsOf(runs)
    .map(({ kind, lines }) =>
      kind === 'list'
        ? `<ul>${lines.map((line) => `<li>${htmlLine(line)}</li>`).join('')}</ul>`
        : `<p>${lines.map(htmlLine).join('<br>')}</p>`,
    )
    .join('');

/** Converts typed text to HTML with the same lines; it contains no markup of a template. */
export const htmlOfText = (text: string): string => toHtml([{ text, variable: 'typed' }]);

/** A stretch of text with one style and one link target. */
export interface Piece {
  text: string;
  strong: boolean;
  target: string | null;
}
/** A paragraph or a list, for whatever draws its lines itself. */
export interface DrawnPart extends Omit<Part, 'lines'> {
  lines: Piece[][];
}

export const toParts = (runs: readonly Run[]): DrawnPart[] =>
  partsOf(runs).map((part) => ({ ...part, lines: part.lines.map(piecesOf) }));

export const partsOfSent = (text: string): DrawnPart[] => toParts([{ text, variable: SENT }]);

function piecesOf(line: readonly Run[]): Piece[] {
  let strong = false;
  return [...strongly(line)].flatMap(({ turn, ...run }) => {
    if (turn) strong = turn === 'opens';
    return run.text
      .split(isLinked(run) ? LINK : /$^/)
      .map((text, n): Piece => ({ text, strong, target: n % 2 ? targetOf(text) : null }))
      .filter(({ text }) => text !== '');
  });
}
