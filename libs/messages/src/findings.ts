import { DisclosureCode, type DisclosureFinding, type Handle } from '@guichet/contracts';
import { plain, type NamedLink, type NamedNumber } from './suspects.js';

/** Whose an address is, as far as the agent may know. `unknown`: nobody's, or of somebody of whom the agent may know nothing. */
export type Owner = 'of-case' | 'of-person' | 'of-another' | 'unknown';

/** A link that we have made, and the answer or the file that it shows. */
export interface OwnLink {
  to: NamedLink['to'];
  id: string;
  /** Shortened: enough to find it in the text. */
  text: string;
}

/** A message that is about to leave, and what is known about all that it names. */
export interface Looked {
  recipients: readonly Handle[];
  /** Whom the first recipient makes it about: nobody is part of the case yet. */
  isFirst: boolean;
  /** Named in the text. */
  addresses: readonly Handle[];
  ownerOf: (handle: Handle) => Owner;
  /** Our own addresses and numbers: everybody may have them. */
  isOurs: (value: string) => boolean;
  /** References of other cases with which this one has nothing to do. */
  references: readonly string[];
  /** Pages of ours that show what was said there. */
  links: readonly OwnLink[];
  /** Numbers that were found with somebody else only. */
  numbers: readonly NamedNumber[];
  /** Named in this case already. */
  isOfCase: (value: string) => boolean;
  /** The channel by which others may read it, though the case is confidential; null: none may. */
  overheardBy: string | null;
}

/** All that should be looked at before it leaves; nothing when all is well. Says of nothing whose it is. */
export function findingsOf(looked: Looked): DisclosureFinding[] {
  const found = [
    ...recipientFindings(looked),
    ...looked.references.map((reference) => finding('other-reference', reference, { reference })),
    ...looked.links.map(({ to, id, text }) => finding('other-reference', `${to}/${id}`, { reference: text })),
    ...dataFindings(looked),
    ...(looked.overheardBy === null
      ? []
      : [finding('below-confidentiality', looked.overheardBy, { channel: looked.overheardBy })]),
  ];
  const once = [...new Map(found.map((one) => [one.key, one])).values()];
  const { options } = DisclosureCode;
  return once.sort((a, b) => options.indexOf(a.code) - options.indexOf(b.code));
}

function recipientFindings({ recipients, isFirst, ownerOf, isOurs }: Looked): DisclosureFinding[] {
  return recipients.flatMap((handle, n) => {
    const { value } = handle;
    const owner = ownerOf(handle);
    if (owner === 'of-case' || owner === 'of-person' || isOurs(value) || (isFirst && n === 0)) return [];
    return finding(owner === 'of-another' ? 'other-citizen-copied' : 'new-recipient', value, { address: value });
  });
}

function dataFindings({ recipients, addresses, ownerOf, isOurs, numbers, isOfCase }: Looked): DisclosureFinding[] {
  // To whom it goes is judged as such.
  const judged = new Set(recipients.map(({ value }) => value));
  const texts = [
    ...addresses
      .filter((handle) => ownerOf(handle) === 'of-another' && !judged.has(handle.value))
      .map(({ value }) => ({ text: value, value })),
    ...numbers.map(({ text, value }) => ({ text, value })),
  ];
  return texts
    .filter(({ value }) => !isOurs(value) && !isOfCase(value))
    .map(({ text, value }) => finding('other-person-data', value, { text }));
}

const finding = (code: DisclosureCode, subject: string, data: Record<string, string>): DisclosureFinding => ({
  code,
  key: `${code}:${subject}`,
  data,
});

/** Is it among these texts? A number may be spelt in groups there. */
export const namedIn =
  (texts: readonly string[]) =>
  (value: string): boolean =>
    texts.some((text) => text.includes(value) || (/^[\p{L}\d]{7,}$/u.test(value) && plain(text).includes(value)));
