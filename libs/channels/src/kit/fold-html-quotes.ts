/**
 * How a mail program marks a quote. `whole`: the element is the quote. `rest`: the quote begins here and includes all that
 * follows in the same parent. `line`: the element introduces a quote that stands beside it.
 */
export type QuoteMark = 'whole' | 'rest' | 'line';

const WHOLE =
  /(?:^|\s)(?:gmail_quote(?:_container)?|yahoo_quoted|protonmail_quote|zmail_extra|tutanota_quote|moz-forward-container|gmail_extra|WordSection_quote|x_gmail_quote)(?:\s|$)/;
const LINE = /(?:^|\s)(?:moz-cite-prefix|gmail_attr|protonmail_quote_header|AppleOriginalContents)(?:\s|$)/;
const REST =
  /^(?:x_)*(?:divRplyFwdMsg|appendonsend|OLK_SRC_BODY_SECTION|mail-editor-reference-message-container|ms-outlook-mobile-reference-message|zwchr)$/;
/** Outlook draws this line in these colours above the header of a quote, and nowhere else. */
const OUTLOOK = /border:\s*none;\s*border-top:\s*solid\s+#(?:E1E1E1|B5C4DF|C4C4C4)\s+1\.0pt/i;

/** Returns the mark of an element by its attributes, which the sanitiser removes afterwards. */
export function quoteMark(tag: string, attributes: Readonly<Record<string, string>>): QuoteMark | undefined {
  if (tag === 'blockquote') {
    return attributes.type?.toLowerCase() === 'cite' ||
      WHOLE.test(attributes.class ?? '') ||
      attributes.cite?.startsWith('mid:')
      ? 'whole'
      : undefined;
  }
  if (tag !== 'div' && tag !== 'hr' && tag !== 'p' && tag !== 'span') return undefined;
  const { class: names = '', id = '', style = '' } = attributes;
  if (REST.test(id)) return 'rest';
  if (tag === 'hr') return undefined;
  if (WHOLE.test(names) || id === 'isReplyContent' || id === 'yahoo_quoted') return 'whole';
  if (LINE.test(names)) return 'line';
  return tag === 'div' && OUTLOOK.test(style) ? 'rest' : undefined;
}

interface Open {
  tag: string;
  start: number;
  /** The number of visible pieces before this element, in the whole text. */
  before: number;
  mark: string | undefined;
  /** A quote that begins inside this element and lasts until its end. */
  rest: { start: number; before: number } | undefined;
}

interface Region {
  start: number;
  end: number;
  line: boolean;
  /** The numbers of visible pieces before it and until its end. */
  before: number;
  after: number;
}

const VOID = new Set(['br', 'img', 'hr', 'col', 'wbr']);

/**
 * Wraps the quote at the end of sanitised (and so well-formed) HTML. A quote that is followed or interrupted by text of the
 * writer is part of what they say, and is not wrapped. A mail that is nothing but a quote is shown whole.
 */
export function foldQuotes(html: string): string {
  const regions: Region[] = [];
  // The text itself is the outermost element, before which there is nothing.
  const root: Open = { tag: '', start: 0, before: -1, mark: undefined, rest: undefined };
  const stack: Open[] = [root];
  let visible = 0;
  let container: Open | undefined;
  let quotesInside = 0;
  let quoteDepth = 0;
  let broken = false;

  const see = (text: string) => {
    if (!/[^\s\u00A0]/.test(text)) return;
    visible += 1;
    // Text between the quotes of one container is a reply point by point.
    if (container && quoteDepth === 0 && quotesInside > 0) broken = true;
  };

  let at = 0;
  for (const match of html.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>/g)) {
    const index = match.index;
    see(html.slice(at, index));
    at = index + match[0].length;
    const tag = match[2]!;
    if (!match[1]) {
      const mark = /\sdata-mark="(\w+)"/.exec(match[3]!)?.[1];
      if (tag === 'img') visible += 1;
      if (mark === 'rest' && !container) startRest(stack, index, visible);
      if (VOID.has(tag)) continue;
      const open: Open = { tag, start: index, before: visible, mark, rest: undefined };
      stack.push(open);
      if (mark === 'whole' && !container) {
        container = open;
        quotesInside = 0;
        quoteDepth = 0;
        broken = false;
      }
      if (container && container !== open && tag === 'blockquote') quoteDepth += 1;
      continue;
    }
    const open = stack.length > 1 ? stack.pop()! : root;
    if (container && container !== open && tag === 'blockquote') {
      quoteDepth -= 1;
      if (quoteDepth === 0) quotesInside += 1;
    }
    if (open.rest) regions.push({ ...open.rest, end: index, line: false, after: visible });
    if (open === container) {
      container = undefined;
      if (!broken) regions.push({ start: open.start, end: at, line: false, before: open.before, after: visible });
    } else if (open.mark === 'line' && !container)
      regions.push({ start: open.start, end: at, line: true, before: open.before, after: visible });
  }
  see(html.slice(at));
  if (root.rest) regions.push({ ...root.rest, end: html.length, line: false, after: visible });
  return wrap(html, tail(regions, visible)).replace(/ data-mark="\w+"/g, '');
}

/** Returns HTML with its quotes shown, for a message that says nothing else. */
export const unfoldQuotes = (html: string): string => html.replaceAll('<div data-quoted>', '<div>');

/** Outlook wraps its line in elements of its own. The quote begins at the outermost one that contains nothing before the line. */
function startRest(stack: Open[], index: number, visible: number): void {
  let start = index;
  let level = stack.length - 1;
  while (stack[level]!.before === visible) start = stack[level--]!.start;
  stack[level]!.rest ??= { start, before: visible };
}

/** Returns the regions that no visible text follows, with neighbours joined and nested ones left out. */
function tail(regions: Region[], visible: number): Region[] {
  const outer: Region[] = [];
  for (const region of regions.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (region.end > (outer.at(-1)?.end ?? -1)) outer.push(region);
  }
  const kept: Region[] = [];
  let said = visible;
  for (const region of outer.reverse()) {
    if (region.after < said || region.before === 0) break;
    // An introduction without its quote is not a quote.
    if (region.line && kept.length === 0) break;
    kept.unshift(region);
    said = region.before;
  }
  return kept;
}

function wrap(html: string, regions: Region[]): string {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of regions) {
    const last = joined.at(-1);
    // Two regions of one parent with only white space and line breaks between them become one.
    if (last && /^(?:\s|<br \/>|&nbsp;)*$/.test(html.slice(last.end, start))) last.end = end;
    else joined.push({ start, end });
  }
  return joined
    .reverse()
    .reduce(
      (text, { start, end }) =>
        `${text.slice(0, start)}<div data-quoted>${text.slice(start, end)}</div>${text.slice(end)}`,
      html,
    );
}
