import { z } from 'zod';
import { ChannelKind } from './channels.js';
import { MeantPerson } from './citizens.js';
import { Id, Instant, Line } from './primitives.js';

/** The files of a contact: scans of a letter, what was handed in. Nothing of it is sent. */
export const scanLimits = { maxCount: 20, maxTotalBytes: 100 * 1024 * 1024, types: null };

const contact = {
  /** A kind whose capabilities say `recorded`: phone, counter, post. */
  channel: ChannelKind,
  direction: z.enum(['in', 'out']).default('in'),
  text: z.string().trim().min(1).max(50_000),
  /** The time when it took place, by default now. It must not be in the future. */
  at: Instant.optional(),
  attachmentIds: z.array(Id).max(20).default([]),
};

const address = z.string().trim().min(1).max(320).optional();

/**
 * `POST /cases/:id/contacts`: records a call, a visit or a letter in a case. `address` adds a phone number or mail address of the person,
 * who is the citizen of the case unless the `owner` of the address is meant.
 */
export const PostContact = z.strictObject({ ...contact, address, meant: MeantPerson.optional() });
export type PostContact = z.infer<typeof PostContact>;

/** `POST /contacts`: records one and opens a case with it. The person is named by id, or by name with or without an address. */
export const OpenByContact = z.strictObject({
  ...contact,
  subject: Line(250),
  teamId: Id.optional(),
  citizenId: Id.optional(),
  citizenName: z.string().trim().max(200).optional(),
  address,
  meant: MeantPerson.optional(),
  /** Whether the case is assigned to the agent who opens it. */
  assignToMe: z.boolean().optional(),
});
export type OpenByContact = z.infer<typeof OpenByContact>;
