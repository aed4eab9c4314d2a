import { createRequire } from 'node:module';
import type sanitize from 'sanitize-html';
import { clean } from './clean-text.js';
import { safeStyle } from './sanitize-css.js';
import { foldQuotes, quoteMark } from './fold-html-quotes.js';

/** The limits above which the text of the HTML is shown instead of the HTML. */
export const htmlLimits = { bytes: 2 * 1024 * 1024, depth: 200, tags: 100_000, images: 500 } as const;

export interface SafeHtml {
  html: string;
  /** The addresses of the images that `data-remote="n"` stands for; http and https only. */
  remoteImages: string[];
  /** The images that the HTML itself contained (`data:`). It now refers to them by `cid:`, as to attached ones. */
  embedded: { type: string; content: Uint8Array; contentId: string }[];
}

const TAGS =
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q rp rt ruby s samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr'.split(
    ' ',
  );
const SILENT = [
  'script',
  'style',
  'title',
  'template',
  'noscript',
  'noembed',
  'noframes',
  'iframe',
  'object',
  'applet',
  'svg',
  'math',
  'textarea',
  'select',
  'option',
  'xmp',
  'plaintext',
];
const ALIGN = /^(?:left|right|center|justify|top|middle|bottom|baseline)$/i;
const COLOUR = /^(?:#[0-9a-f]{3,8}|[a-z]{3,30})$/i;
const NUMBER = /^\d{1,4}$/;
const LENGTH = /^\d{1,4}(?:px|%)?$/;

/** The allowed attributes by element, each with the pattern of its value. `style`, `href` and `src` have rules of their own. */
const ATTRIBUTES: Record<string, Record<string, RegExp>> = {
  '*': {
    dir: /^(?:ltr|rtl|auto)$/i,
    lang: /^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/i,
    title: /^[^\0]{1,500}$/,
    align: ALIGN,
    valign: ALIGN,
    bgcolor: COLOUR,
    width: LENGTH,
    height: LENGTH,
  },
  table: { border: NUMBER, cellpadding: NUMBER, cellspacing: NUMBER },
  td: { colspan: /^\d{1,3}$/, rowspan: /^\d{1,3}$/, nowrap: /^.{0,10}$/ },
  th: { colspan: /^\d{1,3}$/, rowspan: /^\d{1,3}$/, nowrap: /^.{0,10}$/ },
  col: { span: /^\d{1,3}$/ },
  colgroup: { span: /^\d{1,3}$/ },
  font: { color: COLOUR, face: /^[\p{L}\p{N} ,'"-]{1,200}$/u, size: /^[+-]?\d{1,2}$/ },
  img: { alt: /^[^\0]{0,1000}$/s },
  ol: { start: /^-?\d{1,6}$/, type: /^[1aAiI]$/ },
  li: { value: /^-?\d{1,6}$/ },
  time: { datetime: /^[\dTZ:.+\- ]{1,40}$/ },
};

/**
 * Makes the HTML of a message safe to show (threats and bad inputs § 3.4): it allows listed elements and attributes
 * only, no style element, only real links and no external images, and wraps the quoted tail in `<div data-quoted>`.
 * Returns null when a limit is exceeded. `contentIds` are the parts to which `cid:` may refer.
 */
export function sanitizeHtml(source: string, contentIds: ReadonlyMap<string, string>): SafeHtml | null {
  if (Buffer.byteLength(source) > htmlLimits.bytes) return null;
  const remoteImages: string[] = [];
  const embedded: SafeHtml['embedded'] = [];
  let tags = 0;
  let marks = 0;

  const image = (src: string): sanitize.Attributes => {
    const url = parsed(src);
    if (!url) return {};
    if (url.protocol === 'cid:') {
      const id = contentIds.get(cidOf(src));
      return id === undefined ? {} : { src: `cid:${id}` };
    }
    if (url.protocol === 'http:' || url.protocol === 'https:') {
      let index = remoteImages.indexOf(url.href);
      if (index < 0 && remoteImages.length >= htmlLimits.images) return {};
      if (index < 0) index = remoteImages.push(url.href) - 1;
      return { 'data-remote': String(index) };
    }
    const data = /^data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=\s]+)$/i.exec(src);
    if (!data || embedded.length >= 50) return {};
    const contentId = `embedded-${embedded.length + 1}`;
    embedded.push({ type: data[1]!.toLowerCase(), content: Buffer.from(data[2]!, 'base64'), contentId });
    return { src: `cid:${contentId}` };
  };

  const transform = (tagName: string, attributes: sanitize.Attributes): sanitize.Tag => {
    if ((tags += 1) > htmlLimits.tags) throw new TooMuch();
    const kept = safeAttributes(tagName, attributes);
    if (tagName === 'img') Object.assign(kept, image(attributes.src ?? ''));
    const mark = quoteMark(tagName, attributes);
    if (mark) {
      kept['data-mark'] = mark;
      marks += 1;
    }
    return { tagName, attribs: kept };
  };

  try {
    const html = run(source, transform);
    return { html: marks > 0 ? foldQuotes(html) : html, remoteImages, embedded };
  } catch (error) {
    if (error instanceof TooMuch || error instanceof RangeError) return null;
    throw error;
  }
}

class TooMuch extends Error {}

/** Returns an agent's HTML so that it is safe to send, by the same rules. It has no images, as those are attached, and is empty when a limit is exceeded. */
export function sanitizeOutgoing(html: string): string {
  try {
    return run(
      html,
      (tagName, attributes) => ({ tagName, attribs: safeAttributes(tagName, attributes) }),
      TAGS.filter((tag) => tag !== 'img'),
    );
  } catch (error) {
    if (error instanceof TooMuch) return '';
    throw error;
  }
}

const ATTRIBUTE_NAMES = [
  'style',
  'href',
  'target',
  'rel',
  'src',
  'data-remote',
  'data-mark',
  ...new Set(Object.values(ATTRIBUTES).flatMap((list) => Object.keys(list))),
];

let loaded: typeof sanitize | undefined;

/** With its parsers of HTML and styles, loaded when the first HTML comes. */
const sanitizer = (): typeof sanitize =>
  (loaded ??= createRequire(import.meta.url)('sanitize-html') as typeof sanitize);

function run(source: string, transform: sanitize.Transformer, allowedTags: string[] = TAGS): string {
  let depth = 0;
  return sanitizer()(clean(source), {
    allowedTags,
    // The transformer above writes every attribute itself; this check makes sure of it.
    allowedAttributes: { '*': ATTRIBUTE_NAMES },
    allowedSchemes: ['http', 'https', 'mailto', 'tel', 'cid'],
    allowProtocolRelative: false,
    nonTextTags: SILENT,
    parseStyleAttributes: false,
    transformTags: { '*': transform },
    onOpenTag: () => {
      if ((depth += 1) > htmlLimits.depth) throw new TooMuch();
    },
    onCloseTag: () => {
      depth -= 1;
    },
  });
}

function safeAttributes(tag: string, attributes: sanitize.Attributes): sanitize.Attributes {
  const kept: sanitize.Attributes = {};
  const own = ATTRIBUTES[tag];
  for (const name in attributes) {
    const rule = own?.[name] ?? ATTRIBUTES['*']![name];
    const value = attributes[name]!;
    if (rule) {
      if (rule.test(value)) kept[name] = value;
    } else if (name === 'style') {
      const style = safeStyle(value);
      if (style) kept.style = style;
    } else if (name === 'href' && tag === 'a') {
      const href = linkOf(value);
      if (href) Object.assign(kept, { href, target: '_blank', rel: 'noopener noreferrer nofollow' });
    }
  }
  return kept;
}

const LINKS = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** Returns a link as a browser would follow it, with its host in ASCII; undefined for any other scheme and for relative links. */
export function linkOf(value: string): string | undefined {
  const url = value.length <= 8000 ? parsed(value) : undefined;
  return url && LINKS.has(url.protocol) ? url.href : undefined;
}

/** The characters that browsers remove before they read the scheme: those of the URL standard (§ 4.4), and other white space. */
function parsed(value: string): URL | undefined {
  const text = value.replace(/^[\s\p{Cc}\p{Cf}]+|[\s\p{Cc}]+$/gu, '').replace(/[\t\r\n]/g, '');
  return URL.canParse(text) ? new URL(text) : undefined;
}

export function cidOf(src: string): string {
  const id = src.trim().slice('cid:'.length);
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
