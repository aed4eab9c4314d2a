import { decodeHTML } from 'entities';

/** The elements whose content is never text for a reader. */
const SILENT = new Set([
  'script',
  'style',
  'title',
  'template',
  'noscript',
  'iframe',
  'object',
  'svg',
  'math',
  'textarea',
  'select',
]);
const PARAGRAPH = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'dl',
  'table',
  'pre',
  'blockquote',
  'figure',
]);
const LINE = new Set([
  'div',
  'li',
  'tr',
  'dt',
  'dd',
  'section',
  'article',
  'header',
  'footer',
  'address',
  'main',
  'nav',
  'aside',
  'center',
  'caption',
  'hr',
  'figcaption',
  'body',
  'html',
]);

/**
 * Returns the text of an HTML document in one pass, also when it is malformed: paragraphs and lines are kept, quotes
 * are prefixed by `> `, links become text. It takes linear time for any input, which is why it is also used for HTML
 * that is too large to sanitise.
 */
export function textFromHtml(html: string): string {
  const lines: string[] = [];
  // The text is kept in pieces, because looking at the end of a growing string copies it each time.
  let line: string[] = [];
  let empty = true;
  let spaced = true;
  let gap = 0;
  let quote = 0;
  let lower: string | undefined;
  const unclosed = new Set<string>();
  let pre = 0;

  const put = (text: string) => {
    if (text === '') return;
    line.push(text);
    empty &&= text.trim() === '';
    spaced = text.endsWith(' ');
  };
  const newLine = (wanted: number) => {
    if (!empty) {
      lines.push('> '.repeat(Math.min(quote, 20)) + line.join('').trimEnd());
      gap = 0;
    }
    line = [];
    empty = spaced = true;
    for (; gap < wanted - 1 && lines.length > 0; gap += 1) lines.push('> '.repeat(Math.min(quote, 20)).trimEnd());
  };
  const add = (raw: string) => {
    const text = decodeHTML(raw);
    if (pre > 0) {
      text.split('\n').forEach((piece, index) => {
        if (index > 0) newLine(1);
        put(piece);
      });
      return;
    }
    const words = text.replace(/[\s\u00A0]+/gu, ' ');
    put(spaced ? words.trimStart() : words);
  };

  for (let at = 0; at < html.length;) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      add(html.slice(at));
      break;
    }
    if (open > at) add(html.slice(at, open));
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    const match = /^<(\/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})/.exec(html.slice(open, open + 34));
    if (!match) {
      if (html[open + 1] === '!' || html[open + 1] === '?') {
        const end = html.indexOf('>', open);
        at = end < 0 ? html.length : end + 1;
      } else {
        const next = html.indexOf('<', open + 1);
        at = next < 0 ? html.length : next;
        add(html.slice(open, at));
      }
      continue;
    }
    const end = tagEnd(html, open + match[0].length);
    const tag = match[2]!.toLowerCase();
    const closes = match[1] === '/';
    at = end;
    if (SILENT.has(tag)) {
      if (closes || unclosed.has(tag)) continue;
      lower ??= html.toLowerCase();
      const close = lower.indexOf(`</${tag}`, end);
      if (close < 0) unclosed.add(tag);
      else at = tagEnd(html, close + tag.length + 2);
    } else if (tag === 'br') {
      newLine(empty && gap < 2 ? gap + 2 : 1);
    } else if (tag === 'td' || tag === 'th') {
      if (closes && !spaced) put(' ');
    } else if (PARAGRAPH.has(tag) || LINE.has(tag)) {
      // The line between a quote and what follows is no longer quoted.
      if (tag === 'blockquote' && closes) {
        newLine(1);
        quote = Math.max(0, quote - 1);
      }
      newLine(PARAGRAPH.has(tag) ? 2 : 1);
      if (tag === 'blockquote' && !closes) quote += 1;
      if (tag === 'pre') pre = Math.max(0, pre + (closes ? -1 : 1));
      if (tag === 'li' && !closes) {
        line = ['- '];
        spaced = true;
      }
    }
  }
  newLine(1);
  while (lines.at(-1)?.trim() === '') lines.pop();
  return lines.join('\n');
}

/** Returns where a tag ends. A `>` inside a quoted attribute value does not end it, and an unclosed quote must not include the rest of the text. */
function tagEnd(html: string, from: number): number {
  let quote = '';
  for (let i = from; i < html.length && i < from + 4000; i += 1) {
    const char = html[i]!;
    if (quote) {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return i + 1;
  }
  const end = html.indexOf('>', from);
  return end < 0 ? html.length : end + 1;
}
