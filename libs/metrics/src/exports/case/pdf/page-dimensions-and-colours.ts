const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

/** A4, in points from its upper left corner. */
export const paper = {
  left: mm(22),
  width: mm(166),
  top: mm(20),
  /** The lower limit of the text, and the baseline of the footer. */
  bottom: mm(272),
  footer: mm(284),
} as const;

/** The height of a line in ems, and the place of its baseline from its upper edge. */
export const LINE = 1.42;
export const BASE = 1.02;

/** Each has a contrast of 4.5 to 1 with paper at least. */
export const ink = {
  text: '#1b1f24',
  quiet: '#57606a',
  incoming: '#0b63c5',
  outgoing: '#1a7f4b',
  note: '#9a5b00',
  rule: '#d0d7de',
} as const;
