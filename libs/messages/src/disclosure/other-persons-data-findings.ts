import { DisclosureCode, type DisclosureFinding, type Handle } from '@guichet/contracts';
import { plain, type NamedLink, type NamedNumber } from './personal-values-in-text.js';

/** Whose an address is, as far as the agent may know. `unknown`: nobody's, or of a person whom the agent may not see. */
export type Owner = 'of-case' | 'of-person' | 'of-another' | 'unknown';

/** A link that we have made, and the reply or the file that it shows. */
export interface OwnLink {
  page: NamedLink['page'];
  id: string;
  /** The link, shortened so that it can still be found in the text. */
  text: string;
}

/** A message that is about to be sent, and what is known about everything that it names. */
export interface CheckedMessageFacts {
  recipients: readonly Handle[];
  /** The case has neither citizen nor participants: its first recipient becomes its citizen. */
  isFirst: boolean;
  /** The addresses in the text. */
  addresses: readonly Handle[];
  ownerOf: (handle: Handle) => Owner;
  /** Our own addresses and numbers, which may be sent to everybody. */
  isOurs: (value: string) => boolean;
  /** The references of unrelated cases. */
  references: readonly string[];
  /** The links to replies and files of unrelated cases. */
  links: readonly OwnLink[];
  /** The numbers that occurred only with other people. */
  numbers: readonly NamedNumber[];
  /** Whether this case or another one of its person names it already. */
  isOfCase: (value: string) => boolean;
  /** Who is said to have asked, where that is not proved; null: they are, or nobody has checked. */
  unprovenSender: string | null;
  /** The channel by which others may read the message although the case is confidential; null: nobody else may. */
  exposedVia: string | null;
}

/** What the agent should look at before the message is sent. A finding never tells whose an address or number is. */
export function disclosureFindings(facts: CheckedMessageFacts): DisclosureFinding[] {
  const found = [
    ...recipientFindings(facts),
    ...facts.references.map((reference) => finding('other-reference', reference, { reference })),
    ...facts.links.map(({ page, id, text }) => finding('other-reference', `${page}/${id}`, { reference: text })),
    ...dataFindings(facts),
    ...(facts.unprovenSender === null
      ? []
      : [finding('sender-not-proven', facts.unprovenSender, { sender: facts.unprovenSender })]),
    ...(facts.exposedVia === null
      ? []
      : [finding('below-confidentiality', facts.exposedVia, { channel: facts.exposedVia })]),
  ];
  const once = [...new Map(found.map((one) => [one.key, one])).values()];
  const { options } = DisclosureCode;
  return once.sort((a, b) => options.indexOf(a.code) - options.indexOf(b.code));
}

function recipientFindings({ recipients, isFirst, ownerOf, isOurs }: CheckedMessageFacts): DisclosureFinding[] {
  return recipients.flatMap((handle, n) => {
    const { value } = handle;
    const owner = ownerOf(handle);
    if (owner === 'of-case' || owner === 'of-person' || isOurs(value) || (isFirst && n === 0)) return [];
    return finding(owner === 'of-another' ? 'other-citizen-copied' : 'new-recipient', value, { address: value });
  });
}

function dataFindings({
  recipients,
  addresses,
  ownerOf,
  isOurs,
  numbers,
  isOfCase,
}: CheckedMessageFacts): DisclosureFinding[] {
  // Recipients have findings of their own.
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

/** Whether a value occurs in these texts, where a number may be written in groups. */
export const namedIn =
  (texts: readonly string[]) =>
  (value: string): boolean =>
    texts.some((text) => text.includes(value) || (/^[\p{L}\d]{7,}$/u.test(value) && plain(text).includes(value)));
