import { z } from 'zod';
import { SenderStanding } from './sender-authentication.js';
import { Id, Instant, PageQuery } from './primitives.js';

export const HandleType = z.enum(['email', 'phone', 'account', 'visitor', 'subject', 'postal']);

/**
 * One way to reach a person, in its one spelling: a mail address, an E.164 number, `telegram:<id>` and its like for an
 * account, `visitor:<id>` of a chat, `<channel account>:<id>` for somebody whom a host page has identified; for letters the lines
 * of the envelope, of which the first names the recipient, as several people use one letter box.
 */
export const Handle = z.object({
  type: HandleType,
  value: z.string(),
  name: z.string().optional(),
  /** True only where a provider or a proof vouches for the handle; the From header of a mail never does. */
  verified: z.boolean(),
});
export type Handle = z.infer<typeof Handle>;

/**
 * How we know that a handle is this person's, weakest first: `claimed` in somebody's words, `wrote` from it, `recorded` by
 * an agent, `checked` by an agent who saw proof, `signed` by a page or provider that vouches for it.
 */
export const Evidence = z.enum(['claimed', 'wrote', 'recorded', 'checked', 'signed']);
export type Evidence = z.infer<typeof Evidence>;

/** What speaks against an address that has never written as it should. */
const AddressDoubt = SenderStanding.extract(['forged', 'unverifiable', 'unchecked']);

export const CitizenSummary = z.object({ id: Id, name: z.string() });
export type CitizenSummary = z.infer<typeof CitizenSummary>;

/** A person among those who were found, with what distinguishes them from others of their name, as far as the agent may know it. */
export const FoundCitizen = CitizenSummary.extend({
  /** Their mail addresses, numbers and postal addresses, the newest first; no more than three. */
  handles: z.array(Handle.pick({ type: true, value: true })),
  /** The case with the newest entry. */
  lastCase: z.object({ reference: z.string(), subject: z.string() }).nullable(),
  /** More than their messages says that one of these addresses is theirs. */
  isProved: z.boolean(),
  /** The least that is known against each of these addresses; null: nothing is known against one of them, or there is none. */
  doubt: AddressDoubt.nullable(),
});
export type FoundCitizen = z.infer<typeof FoundCitizen>;

/** `GET /citizens?q=`: the people of whose name words begin so, in any order and without accents, or of whom an address does, the newest first. */
export const CitizenQuery = PageQuery.extend({ q: z.string().trim().min(1).max(200), cursor: Id.optional() });
export type CitizenQuery = z.infer<typeof CitizenQuery>;

/** `GET /address-owner`. The person who is meant: one who was chosen, or whoever bears the name that was typed. */
export const AddressOwnerQuery = z.strictObject({
  address: z.string().trim().min(1).max(320),
  citizenId: Id.optional(),
  citizenName: z.string().trim().max(200).optional(),
});
export type AddressOwnerQuery = z.infer<typeof AddressOwnerQuery>;

/** Whose an address is, as far as the agent may know. */
export const AddressOwner = z.object({
  owner: CitizenSummary.nullable(),
  /** The person who is meant is another one, of whom it is not known that they use it as well: an agent has to say who it is. */
  isSomebodyElse: z.boolean(),
  /** The newest case of its owner, who has no name that the agent may know, where it has to be said whether the person who is meant is the same one. */
  unnamed: z.object({ reference: z.string(), lastEntryAt: Instant }).nullable(),
  /** The person who was named in words, where the agent knows that they use the address: what is recorded goes to them. */
  named: CitizenSummary.optional(),
});
export type AddressOwner = z.infer<typeof AddressOwner>;

/**
 * Who is meant where an address is known as that of somebody else than the person who is named: that person, or the owner of the address, who is named
 * so where they have no name. Without it a session is asked by `address-of-somebody-else` or `address-without-name`; a token means the person who is named.
 */
export const MeantPerson = z.enum(['named', 'owner']);
export type MeantPerson = z.infer<typeof MeantPerson>;

/** `GET /citizens/:id`. `caseId`: in the file to which this case belongs, which is that of its sector; else all that the agent sees. */
export const CitizenFileQuery = z.strictObject({ caseId: Id.optional() });
export type CitizenFileQuery = z.infer<typeof CitizenFileQuery>;

/** Why two people in our records may be the same person. They are merged only by an agent. */
export const DuplicateReason = z.enum([
  'same-name',
  'mentions-address', // a message of one names an address of the other
  'linked-cases', // an agent has linked a case of one to a case of the other; a merge alone is no reason
  'same-subject-id', // two channels vouch for the same person
]);
export type DuplicateReason = z.infer<typeof DuplicateReason>;

export const Duplicate = z.object({
  citizen: CitizenSummary,
  reasons: z.array(z.object({ reason: DuplicateReason, detail: z.string().nullable() })),
  /** `doubt`: as that of the addresses of a person. */
  handles: z.array(Handle.extend({ doubt: AddressDoubt.nullable() })),
});
export type Duplicate = z.infer<typeof Duplicate>;

/** A merge, which may have been undone. */
export const CitizenMerge = z.object({
  id: Id,
  /** The person who was merged into `into`. */
  citizen: CitizenSummary,
  into: CitizenSummary,
  reason: z.string(),
  at: Instant,
  byId: Id,
  by: z.string(),
  undoneAt: Instant.nullable(),
  undoneById: Id.nullable(),
  undoneBy: z.string().nullable(),
});
export type CitizenMerge = z.infer<typeof CitizenMerge>;

/** One piece of evidence about the owner of an address. */
export const HandleEvidence = z.object({
  evidence: Evidence,
  /** The remark of the agent. */
  note: z.string().nullable(),
  at: Instant,
  /** The agent who recorded it; null where the person's own message is the evidence. */
  byId: Id.nullable(),
  by: z.string().nullable(),
});
export type HandleEvidence = z.infer<typeof HandleEvidence>;

export const CitizenHandle = Handle.extend({
  id: Id,
  /** The strongest evidence that the agent may know of. That an address is `checked` or `signed`, all may know who may see it. */
  evidence: Evidence,
  /**
   * The worst of the latest mails that bear the address, where it has never written as it should: no verified mail came, and the first was doubted.
   * Null as well where a channel or an agent vouches for it: what a mail says of itself is no more than that.
   */
  doubt: AddressDoubt.nullable(),
  /** Since when the agent may know of it. */
  linkedAt: Instant,
  /** The names of the first others who use it, as far as the agent may know them; one without a name is called by the address. */
  alsoUsedBy: z.array(z.string()).max(5),
  /** How many more there are. */
  alsoUsedByMore: z.number().int(),
  /** The evidence, newest first, without what was recorded in other teams. */
  history: z.array(HandleEvidence),
});
export type CitizenHandle = z.infer<typeof CitizenHandle>;

export const Citizen = z.object({
  id: Id,
  name: z.string(),
  handles: z.array(CitizenHandle),
  cases: z.array(
    z.object({ id: Id, reference: z.string(), subject: z.string(), status: z.string(), lastEntryAt: Instant }),
  ),
  /** How many of their cases the agent sees in other sectors than that of the file, each of which has a file of its own. */
  casesElsewhere: z.number().int(),
  merges: z.array(CitizenMerge),
  /** Merges that stand with a record of which this file tells nothing, for whoever sees both or has merged them. `mayUndo`: they may change both, or have merged them. */
  mergesElsewhere: z.array(
    CitizenMerge.pick({ id: true, at: true, byId: true, by: true }).extend({ mayUndo: z.boolean() }),
  ),
  duplicates: z.array(Duplicate),
  /** The people whom an agent has marked as different from this person. */
  distinct: z.array(z.object({ citizen: CitizenSummary, at: Instant, byId: Id, by: z.string() })),
  /** Whether they want no surveys; not since when, which would tell of a case that the agent may not see. */
  refusesSurveys: z.boolean(),
});
export type Citizen = z.infer<typeof Citizen>;

/**
 * `POST /citizens/:id/merge`: the person of the address becomes part of `intoId`. `confirmed`: also where nothing proves who writes from
 * the addresses of `intoId`, and the other one is known better or for longer, which is refused otherwise.
 */
export const MergeCitizen = z.strictObject({
  intoId: Id,
  reason: z.string().trim().min(1).max(500),
  confirmed: z.literal(true).optional(),
});
export type MergeCitizen = z.infer<typeof MergeCitizen>;

/** `POST /citizens/:id/unmerge`. */
export const UnmergeCitizen = z.strictObject({ mergeId: Id });
export type UnmergeCitizen = z.infer<typeof UnmergeCitizen>;

/** `POST /citizens/:id/distinct`: marks two people as different, so that they are not suggested again. `DELETE /citizens/:id/distinct/:otherId` removes the mark. */
export const DistinctCitizen = z.strictObject({ otherId: Id });
export type DistinctCitizen = z.infer<typeof DistinctCitizen>;

/** The case in which something was learnt. Its team may see it; without a case, the agent's own teams that know the person may. */
const caseId = Id.optional();

/** `POST /citizens/:id/handles`: adds an address to the person, or more evidence for one that they have. */
export const AddHandle = z.strictObject({
  address: z.string().trim().min(1).max(320),
  evidence: z.enum(['claimed', 'recorded', 'checked']).default('recorded'),
  note: z.string().trim().max(500).optional(),
  caseId,
});
export type AddHandle = z.infer<typeof AddHandle>;

/** `POST /citizens/:id/handles/:handleId/detach`: removes an address that is not the person's. It can be added again. */
export const DetachHandle = z.strictObject({ reason: z.string().trim().min(1).max(500), caseId });
export type DetachHandle = z.infer<typeof DetachHandle>;

/** `PATCH /citizens/:id`. */
export const UpdateCitizen = z.strictObject({ name: z.string().trim().min(1).max(200) });
export type UpdateCitizen = z.infer<typeof UpdateCitizen>;
