import {
  SignatureVariable,
  type BothLanguages,
  type Language,
  type RenderedSignature,
  type SignatureForm,
  type SignatureSettings,
} from '@guichet/contracts';

/** What each name of a block says; empty: nothing. An address may have several lines. */
export type SignatureValues = Record<SignatureVariable, string>;

/** What a signature is rendered from. */
export interface SignatureParts {
  settings: SignatureSettings;
  values: SignatureValues;
  form: SignatureForm;
  language: Language;
  anonymous: boolean;
}

/** The line that divides a mail from its signature (RFC 3676 § 4.3). */
const DELIMITER = '-- ';
const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g;
/** What divides the parts of one line. */
const DIVIDER = /(,[ \u00A0]+|[ \u00A0]+[·|–—-][ \u00A0]+)/;

/** The names that a wording says, in its order, known or not. */
const namesIn = (wording: string): string[] => [...wording.matchAll(PLACEHOLDER)].map(([, name]) => name ?? '');

/** Returns the words in the language, or in the other one where they were not translated. */
export const inLanguage = (words: BothLanguages, language: Language): string =>
  words[language] || words[language === 'fr' ? 'en' : 'fr'];

/** Renders a signature for a reply, with what divides it from the text; of the form `none`, it is empty. */
export function renderSignature(parts: SignatureParts): RenderedSignature {
  const { form, language, anonymous } = parts;
  const common = { form, language, anonymous };
  if (form === 'full') return { ...common, ...fullSignature(parts) };
  const short = form === 'short' ? shortSignature(parts) : '';
  return { ...common, text: short && `\n${short}`, html: null };
}

/** An apostrophe of typographers would make an SMS of Latin letters more than twice as long. */
const shortSignature = ({ settings, values, language }: SignatureParts): string =>
  filledLines(inLanguage(settings.short, language), onOneLine(values))
    .join(' ')
    .replace(/’/g, "'")
    .replace(/\u00A0/g, ' ');

const onOneLine = (values: SignatureValues): SignatureValues =>
  Object.fromEntries(
    SignatureVariable.options.map((name) => [name, values[name].replace(/\s*\n\s*/g, ', ')]),
  ) as SignatureValues;

function fullSignature({ settings, values, language }: SignatureParts): Pick<RenderedSignature, 'text' | 'html'> {
  const block = filledLines(inLanguage(settings.full, language), values);
  const notice = linesOf(inLanguage(settings.legalNotice, language));
  const accessibility = inLanguage(settings.accessibility, language);
  const { accessibilityUrl: url } = settings;
  const letterhead = linesOf(inLanguage(settings.letterhead, language));
  const statement = [accessibility, url].filter(Boolean).join(' ');
  const below = [...notice, ...(statement ? [statement] : [])];
  const belowHtml = [...notice.map(escaped), ...(statement ? [linked(accessibility, url)] : [])];
  if (block.length + below.length + letterhead.length === 0) return { text: '', html: null };
  const paragraphs = [block, below].filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return {
    text: paragraphs.length > 0 ? `\n\n${DELIMITER}\n${paragraphs.join('\n\n')}` : '',
    html: {
      above: letterhead.length > 0 ? letterheadHtml(letterhead, language) : '',
      below: paragraphs.length > 0 ? blockHtml(block.map(escaped), belowHtml, language) : '',
    },
  };
}

/** Fills the lines of a wording in. What says nothing is left out: the part of a line of which every name is empty, and such a line. */
function filledLines(wording: string, values: SignatureValues): string[] {
  return wording.split('\n').flatMap((line) => {
    const filled = filledParts(line, values);
    return filled.trim() === '' ? [] : linesOf(filled);
  });
}

function filledParts(line: string, values: SignatureValues): string {
  const pieces = line.split(DIVIDER);
  let filled = '';
  for (let n = 0; n < pieces.length; n += 2) {
    const piece = pieces[n] ?? '';
    if (saysNothing(piece, values)) continue;
    filled += `${filled === '' ? '' : (pieces[n - 1] ?? '')}${fill(piece, values)}`;
  }
  return filled;
}

const saysNothing = (piece: string, values: SignatureValues): boolean => {
  const names = namesIn(piece);
  return names.length > 0 && names.every((name) => valueOf(name, values) === '');
};

const fill = (piece: string, values: SignatureValues): string =>
  piece.replace(PLACEHOLDER, (_, name: string) => valueOf(name, values));

const valueOf = (name: string, values: SignatureValues): string => {
  const known = SignatureVariable.safeParse(name).data;
  return known ? values[known].trim() : '';
};

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const linked = (words: string, url: string): string =>
  url ? `<a href="${escaped(url)}">${escaped(words || url)}</a>` : escaped(words);

const letterheadHtml = ([first = '', ...others]: string[], language: Language): string =>
  `<div data-letterhead lang="${language}"><p>${[`<strong>${escaped(first)}</strong>`, ...others.map(escaped)].join('<br>')}</p><hr></div>`;

function blockHtml(block: string[], below: string[], language: Language): string {
  const small = below.length > 0 ? `<p><small>${below.join('<br>')}</small></p>` : '';
  return `<div data-signature lang="${language}"><p>${[DELIMITER, ...block].join('<br>')}</p>${small}</div>`;
}
