import type { Entry } from '@guichet/contracts';
import { isReplacedByPage } from '../message/replaced-by-page.js';

/** In pixels: of an activity, a note and an HTML message, and of a message without its text. */
const ACTIVITY = 32;
const NOTE = 78;
const HTML = 210;
const AROUND_TEXT = 69;

/** Of the text of a message, in pixels: its lines, what stands beside them, the longest line, and an average letter. */
const LINE = 23.25;
const BESIDE = 86;
const WIDEST = 620;
const LETTER = 7.2;
/** Longer texts are mostly what is quoted, which is folded. */
const MOST_LINES = 30;

function linesOf(text: string, width: number): number {
  const letters = Math.max(20, Math.floor(Math.min(width - BESIDE, WIDEST) / LETTER));
  const lines = text.trimEnd().split('\n', MOST_LINES);
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / letters)), 0);
}

/**
 * How high an entry will be in a timeline of this width, in pixels. It is close for plain text, so that the first frame of a
 * timeline has the rows that will be in sight, and no others.
 */
export function entryHeight(entry: Entry, width: number): number {
  if (entry.kind === 'activity') return ACTIVITY;
  if (entry.kind === 'note') return NOTE;
  // The text of its secure page stands in the place of a notice, also of one that was sent as HTML.
  const page = isReplacedByPage(entry) ? entry.provenance!.page! : undefined;
  if (page === undefined && entry.html) return HTML;
  return AROUND_TEXT + LINE * Math.min(MOST_LINES, linesOf(page ?? entry.text, width));
}

interface FirstView {
  count: number;
  heightOf: (index: number) => number;
  /** Index of the row at which the timeline opens. */
  index: number;
  /** Where that row stands: at the top, in the middle, or, as the last one, at the bottom. */
  align: 'start' | 'center' | 'end';
  /** Of what is in sight. */
  height: number;
}

/** How far a timeline is scrolled as it opens, in pixels. */
export function openingOffset({ count, heightOf, index, align, height }: FirstView): number {
  let before = 0;
  let total = 0;
  for (let at = 0; at < count; at += 1) {
    if (at === index) before = total;
    total += heightOf(at);
  }
  const end = Math.max(0, total - height);
  if (align === 'end') return end;
  return Math.min(end, Math.max(0, align === 'center' ? before - (height - heightOf(index)) / 2 : before));
}
