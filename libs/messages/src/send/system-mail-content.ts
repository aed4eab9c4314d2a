import type { Language } from '@guichet/contracts';

/** The content of a mail of ours to an agent. */
export interface MailContent {
  subject: string;
  text: string;
  html: string;
}

/** What such a mail consists of: paragraphs, and perhaps a link among them. */
export interface MailParts {
  subject: string;
  before: string[];
  link?: { address: string; label: string; language: Language };
  after: string[];
}

/** A text with its `{{placeholders}}` filled in. */
export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');

/** A text as it stands in HTML. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** What stands behind a label: in French, a colon has a space before it, at which no line ends. */
const colon: Record<Language, string> = { en: ':', fr: '\u00a0:' };

/** A mail as text and as HTML. */
export function mailOf({ subject, before, link, after }: MailParts): MailContent {
  const paragraph = (text: string) => `<p>${escaped(text)}</p>`;
  const button = link && `<p><a href="${escaped(link.address)}">${escaped(link.label)}</a></p>`;
  return {
    subject,
    text: [...before, ...(link ? [`${link.label}${colon[link.language]}\n${link.address}`] : []), ...after].join(
      '\n\n',
    ),
    html: [...before.map(paragraph), ...(button ? [button] : []), ...after.map(paragraph)].join('\n'),
  };
}
