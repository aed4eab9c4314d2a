const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

/** The font size of the body in points, and its line height in ems. */
export const SIZE = 11;
export const LINE = 1.4;

/**
 * A4, in points from its upper left corner. The recipient stands where a DL envelope has its window when the sheet is
 * folded in three (NF Z 11-001): 110 mm from the left, 45 mm from the top.
 */
export const paper = {
  left: mm(25),
  width: mm(165),
  top: mm(25),
  bottom: mm(270),
  sender: { left: mm(25), top: mm(20), width: mm(78), lines: 11 },
  window: { left: mm(110), top: mm(45), width: mm(80), lines: 7 },
  /** The highest position of the content below the address window. */
  opening: mm(88),
  footer: { left: mm(25), top: mm(280), size: 9, lineHeight: 12 },
} as const;
