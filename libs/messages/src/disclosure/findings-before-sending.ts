import { DisclosureCode, type DisclosureFinding, type Handle } from '@guichet/contracts';
import type { NamedLink } from './personal-values-in-text.js';

/** Whose an address is, as far as the agent may know. `unknown`: nobody's, or of a person whom the agent may not see. */
export type Owner = 'of-case' | 'of-person' | 'of-another' | 'unknown';

/** A link that we have made, and the reply or the file that it shows. */
export interface OwnLink {
  page: NamedLink['page'];
  id: string;
  /** The link, shortened so that it can still be found in the text. */
  text: string;
}

/** Something that a text or a file names and that is not for whom it goes to. */
export interface DisclosedValue {
  code: 'other-person-data' | 'other-person-name' | 'sensitive-number' | 'health';
  /** As it is written. */
  text: string;
  /** What it is the same as, however it is written. */
  value: string;
  /** Of a number: what it is. */
  what?: 'iban' | 'nir';
  /** The name of the file that it stands in; undefined: the message. */
  file?: string;
  /** Others than the citizen read it. */
  toOthers?: boolean;
}

/** A message that is about to be sent, and what is known about everything that it names. */
export interface CheckedMessageFacts {
  recipients: readonly Handle[];
  /** The case has neither citizen nor participants: its first recipient becomes its citizen. */
  isFirst: boolean;
  ownerOf: (handle: Handle) => Owner;
  /** Our own addresses, which may be sent to everybody. */
  isOurs: (handle: Handle) => boolean;
  /** The references of unrelated cases. */
  references: readonly string[];
  /** The links to replies and files of unrelated cases. */
  links: readonly OwnLink[];
  /** What the text and its files name that is not for the citizen. */
  values: readonly DisclosedValue[];
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
    ...valueFindings(facts),
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

/** Whether a recipient, by their place, is nobody who takes part in the correspondence. */
export const isNewRecipient =
  ({ isFirst, ownerOf, isOurs }: Pick<CheckedMessageFacts, 'isFirst' | 'ownerOf' | 'isOurs'>) =>
  (handle: Handle, place: number): boolean => {
    const owner = ownerOf(handle);
    return owner !== 'of-case' && owner !== 'of-person' && !isOurs(handle) && !(isFirst && place === 0);
  };

function recipientFindings(facts: CheckedMessageFacts): DisclosureFinding[] {
  return facts.recipients.filter(isNewRecipient(facts)).map((handle) => {
    const { value } = handle;
    const code = facts.ownerOf(handle) === 'of-another' ? 'other-citizen-copied' : 'new-recipient';
    return finding(code, value, { address: value });
  });
}

/** Recipients have findings of their own. */
function valueFindings({ recipients, values }: CheckedMessageFacts): DisclosureFinding[] {
  const judged = new Set(recipients.map(({ value }) => value));
  return values
    .filter(({ value }) => !judged.has(value))
    .map(({ code, text, value, what, file, toOthers }) =>
      finding(code, value, {
        ...{ text, ...(what && { what }), ...(file && { file }) },
        ...(toOthers && { toOthers: 'true' }),
      }),
    );
}

const finding = (code: DisclosureCode, subject: string, data: Record<string, string>): DisclosureFinding => ({
  code,
  key: `${code}:${subject}`,
  data,
});
