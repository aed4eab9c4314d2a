import type { Language } from '@guichet/contracts';

/** What the secure page of a reply says in the place of its own address: whoever reads it follows no link to where they are. */
const HERE: Record<Language, string> = { fr: 'vous y êtes', en: 'you are on it' };

const escaped = (link: string): string => link.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** What ends a line of text, or of HTML: an address there has no full stop, as that would seem to belong to it, but a sentence has one. */
const AT_LINE_END = String.raw`(?=[ \t]*(?:$|\n|</(?:p|li|div|td)>|<br))`;

/** Writes a text as it stands on the page to which `link` leads. An address that only begins alike is another one, and stays. */
export const onOwnPage = (text: string, link: string, language: Language): string =>
  withFullStops(text.replace(new RegExp(`${escaped(link)}(?![\\w/?#&=%-])`, 'g'), HERE[language]), language);

const withFullStops = (text: string, language: Language): string =>
  text.replace(new RegExp(`${HERE[language]}${AT_LINE_END}`, 'g'), `${HERE[language]}.`);

const ANCHOR = /<a href="([^"]*)"[^>]*>([^<]*)<\/a>/g;

/** The same of HTML, where the address may be a link. */
export const htmlOnOwnPage = (html: string, link: string, language: Language): string =>
  onOwnPage(
    html.replace(ANCHOR, (anchor, target: string) => (target === link ? HERE[language] : anchor)),
    link,
    language,
  );
