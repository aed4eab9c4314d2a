import type { DrawnLine } from './break-lines.js';

/** A paragraph, a heading or an item of a list: lines that follow each other, and the space before them in points. */
export interface Block {
  lines: DrawnLine[];
  lineHeight: number;
  before: number;
}

/** Some lines of a block on one page; `top` in points from the upper edge of the paper. */
export interface Placed<Of extends Block> {
  block: Of;
  lines: DrawnLine[];
  top: number;
}

interface Room {
  /** The upper limit of the first page, that of the other pages, and the lower limit of all pages. */
  first: number;
  top: number;
  bottom: number;
}

/** Fewest lines of a block that stand alone at the end of a page or the beginning of the next. */
const TOGETHER = 2;

/** Lays blocks out on pages. Pure. */
export function paginate<Of extends Block>(blocks: readonly Of[], { first, top, bottom }: Room): Placed<Of>[][] {
  const pages: Placed<Of>[][] = [[]];
  let y = first;
  const turn = () => {
    pages.push([]);
    y = top;
  };
  for (const block of blocks) {
    let rest = block.lines;
    if (pages.at(-1)!.length > 0) y += block.before;
    while (rest.length > 0) {
      // A hair more than fits by the arithmetic of halves and thirds still fits.
      const room = Math.max(0, Math.floor((bottom - y + 0.01) / block.lineHeight));
      const isEmpty = pages.at(-1)!.length === 0;
      const count = fitting(rest.length, room) || (isEmpty ? Math.min(Math.max(1, room), rest.length) : 0);
      if (count > 0) {
        pages.at(-1)!.push({ block, lines: rest.slice(0, count), top: y });
        y += count * block.lineHeight;
        rest = rest.slice(count);
      }
      if (rest.length > 0) turn();
    }
  }
  return pages;
}

/**
 * Returns how many of the lines to put on a page with this room, so that no single line is left here or on the next
 * page.
 */
function fitting(lines: number, room: number): number {
  if (lines <= room) return lines;
  const count = lines - room < TOGETHER ? lines - TOGETHER : room;
  return count < TOGETHER ? 0 : count;
}
