import type { Segment } from '../inbound-events.js';
import { closing, device, isAttribution, isBrokenQuote, isQuoteLine } from './quote-patterns.js';
import { isDelimiter, isHeaderBlock, isSeparator } from './quoted-header-block.js';

type Kind = Segment['kind'];

/** The number of lines that are examined, far more than a person writes. Later lines are shown as they are. */
const MAX_LINES = 20_000;

/**
 * Divides a text into what was written, the signature and what was quoted; joined, the pieces equal the text. It takes linear
 * time. In doubt everything is shown, because hiding a citizen's words is worse than showing a quote.
 */
export function segments(text: string): Segment[] {
  if (text === '') return [];
  const lines = linesOf(text);
  if (lines.length > MAX_LINES) return [{ kind: 'visible', text }];
  const trimmed = lines.map((line) => line.trimEnd());
  const kinds = classify(trimmed);
  if (!saysAnything(trimmed, kinds)) return [{ kind: 'visible', text }];
  return joined(lines, kinds);
}

/** The lines of a text with their ends; one search for each is many times faster than to split by an expression that looks behind. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start) + 1 || text.length;
    lines.push(text.slice(start, end));
    start = end;
  }
  return lines;
}

/** Returns whether a text has nothing of its sender but what it forwards, and perhaps a signature. */
export function onlyForwards(text: string): boolean {
  const lines = text.split('\n', MAX_LINES).map((line) => line.trimEnd());
  const kinds = classify(lines);
  return forwards(lines, kinds) && !saysAnything(lines, kinds);
}

function classify(lines: string[]): Kind[] {
  const kinds: Kind[] = lines.map(() => 'visible');
  let mode: Kind = 'visible';
  let said = false;
  let introduced = false;
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i]!;
    if (line.trim() === '') {
      kinds[i] = mode;
      continue;
    }
    if (isQuoteLine(line) || (introduced && isBrokenQuote(lines, i))) {
      kinds[i] = 'quoted';
      // Text that follows a quote without being one is a reply to it, even below a signature.
      mode = 'visible';
      continue;
    }
    const head = said || mode === 'signature' ? quoteHead(lines, i) : isAttribution(lines, i);
    if (head > 0) {
      introduced = true;
      const next = firstWritten(lines, i + head);
      kinds.fill('quoted', i, Math.min(next, lines.length));
      if (next < lines.length && !isQuoteLine(lines[next]!) && said) {
        kinds.fill('quoted', i);
        return kinds;
      }
      if (next < lines.length && !isQuoteLine(lines[next]!)) kinds.fill('visible', i, next);
      i = Math.min(next, lines.length) - 1;
      mode = 'visible';
      said ||= next < lines.length && !isQuoteLine(lines[next]!);
      continue;
    }
    if (mode === 'visible' && said && startsSignature(lines, i)) mode = 'signature';
    kinds[i] = mode;
    said = true;
  }
  return kinds;
}

/**
 * Returns whether anything is said outside of quotes and signatures. Whoever only forwards a message says nothing else, and a
 * separator or a signature above it is no answer to it.
 */
function saysAnything(lines: string[], kinds: Kind[]): boolean {
  for (let i = 0; i < lines.length; i += 1) {
    if (kinds[i] !== 'visible' || lines[i]!.trim() === '') continue;
    if (isSeparator(lines[i]!)) continue;
    if (!startsSignature(lines, i)) return true;
    i = endOfBlock(lines, i + 1) - 1;
  }
  return !forwards(lines, kinds) && lines.some((line, i) => kinds[i] === 'visible' && line.trim() !== '');
}

const forwards = (lines: string[], kinds: Kind[]): boolean =>
  lines.some((_, i) => kinds[i] === 'quoted' && (isHeaderBlock(lines, i) > 0 || isDelimiter(lines, i) > 0));

/** Returns the number of lines from `i` that introduce a quote: "On … wrote:", a separator, or From/Sent/To/Subject. */
function quoteHead(lines: string[], i: number): number {
  return isDelimiter(lines, i) || isHeaderBlock(lines, i) || isAttribution(lines, i);
}

function firstWritten(lines: string[], from: number): number {
  let i = from;
  while (i < lines.length && lines[i]!.trim() === '') i += 1;
  return i;
}

/** A signature has few and short lines; a paragraph of prose below dashes is not a signature. */
function startsSignature(lines: string[], i: number): boolean {
  const line = lines[i]!.trim();
  if (line.length > 200) return false;
  if (device.test(line)) return true;
  const dashes = line === '--' && /^\s{0,2}-/.test(lines[i]!);
  const rule = !dashes && /^(?:—+|–+|_{2,})$/.test(line);
  const formula = !dashes && !rule && closing.test(line);
  if (!dashes && !rule && !formula) return false;
  const below = lines.slice(i + 1, endOfBlock(lines, i + 1)).filter((each) => each.trim() !== '');
  if (dashes) return below.length > 0 && below.length <= 15;
  if (rule) return below.length > 0 && below.length <= 8 && below.every((each) => each.length <= 80);
  // Without a delimiter, only a closing formula with a name below it and without sentences is a signature.
  return below.length <= 6 && below.every((each) => each.length <= 60 && !says(each));
}

/** A signature lasts until a quote begins or the text ends, which is decided within 24 lines. */
function endOfBlock(lines: string[], from: number): number {
  const last = Math.min(lines.length, from + 24);
  for (let i = from; i < last; i += 1)
    if (isQuoteLine(lines[i]!) || (lines[i]!.trim() !== '' && quoteHead(lines, i) > 0)) return i;
  return last;
}

const says = (line: string): boolean =>
  /^\s*P\.?\s?-?S\.?\b/i.test(line) ||
  /[?]\s*$/.test(line) ||
  line.trim().split(/\s+/).length > 8 ||
  /\p{Ll}\.\s*$/u.test(line);

function joined(lines: string[], kinds: Kind[]): Segment[] {
  const result: Segment[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    // Blank lines before a quote belong to the quote, so that the shown text does not end with blank lines.
    const kind = lines[i]!.trim() === '' && kinds[i] === 'visible' ? kindOfNext(lines, kinds, i) : kinds[i]!;
    const last = result.at(-1);
    if (last?.kind === kind) last.text += lines[i]!;
    else result.push({ kind, text: lines[i]! });
  }
  return result;
}

function kindOfNext(lines: string[], kinds: Kind[], from: number): Kind {
  for (let i = from; i < Math.min(lines.length, from + 50); i += 1) if (lines[i]!.trim() !== '') return kinds[i]!;
  return kinds[from - 1] ?? 'visible';
}
