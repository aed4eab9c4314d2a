import { z } from 'zod';
import { Contradiction } from './answer-consistency.js';
import { Id } from './primitives.js';

/** What an agent should look at before a reply is sent, as it may disclose something to somebody else. */
export const DisclosureCode = z.enum([
  'new-recipient', // data.address: nobody of the case has used it, and it is not known as the person's
  'other-citizen-copied', // data.address: somebody else who writes to us
  'other-reference', // data.reference: of another case; or a link of ours to an answer or a file of one, shortened
  'other-person-data', // data.text: a number or an address that is somebody else's; data.file: the file that it stands in
  'other-person-name', // data.text: the name of somebody else, whom the citizen has not named; data.file
  'sensitive-number', // data.text: an account number or a NIR (data.what: iban, nir) that the citizen did not write; data.file
  'health', // data.text: words of somebody's health, of which the citizen did not write; data.file. As with account numbers, data.toOthers: others read it, too
  'sender-not-proven', // data.sender: the last message came from this address, and nothing proves it, or its domain denies it
  'below-confidentiality', // data.channel: others may read what comes by it, and the case is confidential
]);
export type DisclosureCode = z.infer<typeof DisclosureCode>;

export const DisclosureFinding = z.object({
  code: DisclosureCode,
  /** The key by which the finding is acknowledged: its code and what it is about. */
  key: z.string(),
  data: z.record(z.string(), z.string()),
});
export type DisclosureFinding = z.infer<typeof DisclosureFinding>;

/** `POST /cases/:id/messages/check`: returns no finding when there is nothing to look at. */
export const CheckMessage = z.strictObject({
  channelAccountId: Id.optional(),
  to: z.array(z.string().trim().min(1).max(320)).max(50).optional(),
  cc: z.array(z.string().trim().min(1).max(320)).max(50).optional(),
  /** Who gets it without the others knowing. */
  bcc: z.array(z.string().trim().min(1).max(320)).max(50).optional(),
  subject: z.string().max(250).optional(),
  text: z.string().max(500_000).default(''),
  /** The HTML as it would be sent. It is checked like the text, where the channel sends HTML. */
  html: z.string().max(1_000_000).nullable().optional(),
  /** Uploads that would be sent with it: their names are checked, and their texts as far as they can be read. */
  attachmentIds: z.array(Id).max(20).optional(),
  /** The template that it is made from. */
  templateId: Id.optional(),
  /** The text as the template gave it: only what differs from it can contradict what others were sent. */
  templateText: z.string().max(500_000).optional(),
});
export type CheckMessage = z.infer<typeof CheckMessage>;
export const CheckedMessage = z.object({
  findings: z.array(DisclosureFinding),
  contradictions: z.array(Contradiction),
});
