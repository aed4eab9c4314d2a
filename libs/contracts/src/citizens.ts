import { z } from 'zod';
import { Id, Instant, PageQuery } from './primitives.js';

export const HandleType = z.enum(['email', 'phone', 'account', 'visitor', 'subject']);

/**
 * One way to reach a person, in its one spelling: a mail address, an E.164 number, `telegram:<id>` and its like for an
 * account, `visitor:<id>` of a chat, `<channel account>:<id>` for somebody whom a host page has identified.
 */
export const Handle = z.object({
  type: HandleType,
  value: z.string(),
  name: z.string().optional(),
  /** True only where a provider or a proof vouches for it; a mail's From never is. */
  verified: z.boolean(),
});
export type Handle = z.infer<typeof Handle>;

/**
 * How we know that a handle is this person's, weakest first: `claimed` in somebody's words, `wrote` from it, `recorded` by
 * an agent, `checked` by an agent who saw proof, `signed` by a page or provider that vouches for it.
 */
export const Evidence = z.enum(['claimed', 'wrote', 'recorded', 'checked', 'signed']);
export type Evidence = z.infer<typeof Evidence>;

export const CitizenSummary = z.object({ id: Id, name: z.string() });
export type CitizenSummary = z.infer<typeof CitizenSummary>;

/** `GET /citizens?q=`: the beginning of a name or of an address. Newest persons first. */
export const CitizenQuery = PageQuery.extend({ q: z.string().trim().min(1).max(200), cursor: Id.optional() });
export type CitizenQuery = z.infer<typeof CitizenQuery>;

/** Why two persons may be one. Never enough to make them one without an agent. */
export const DuplicateReason = z.enum([
  'same-name',
  'mentions-address', // a message of one names an address of the other
  'linked-cases', // a case of one was linked to, or merged into, a case of the other
  'same-subject-id', // two channels vouch for the same person
]);
export type DuplicateReason = z.infer<typeof DuplicateReason>;

export const Duplicate = z.object({
  citizen: CitizenSummary,
  reasons: z.array(z.object({ reason: DuplicateReason, detail: z.string().nullable() })),
  handles: z.array(Handle),
});
export type Duplicate = z.infer<typeof Duplicate>;

/** A merge, standing or undone. */
export const CitizenMerge = z.object({
  id: Id,
  /** Who was merged into `into`. */
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

/** One thing that was learnt of whose an address is. */
export const HandleEvidence = z.object({
  evidence: Evidence,
  /** An agent's words on it. */
  note: z.string().nullable(),
  at: Instant,
  /** The agent who said so; null: their own message did. */
  byId: Id.nullable(),
  by: z.string().nullable(),
});
export type HandleEvidence = z.infer<typeof HandleEvidence>;

export const CitizenHandle = Handle.extend({
  id: Id,
  /** The strongest, which whoever may know the address may know. */
  evidence: Evidence,
  linkedAt: Instant,
  /** What was learnt, newest first, but for what was said in other teams. */
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
  merges: z.array(CitizenMerge),
  duplicates: z.array(Duplicate),
  /** Who is not this person, as an agent said. */
  distinct: z.array(z.object({ citizen: CitizenSummary, at: Instant, byId: Id, by: z.string() })),
});
export type Citizen = z.infer<typeof Citizen>;

/** `POST /citizens/:id/merge`: the person of the address becomes part of `intoId`. */
export const MergeCitizen = z.strictObject({ intoId: Id, reason: z.string().trim().min(1).max(500) });
export type MergeCitizen = z.infer<typeof MergeCitizen>;

/** `POST /citizens/:id/unmerge`. */
export const UnmergeCitizen = z.strictObject({ mergeId: Id });
export type UnmergeCitizen = z.infer<typeof UnmergeCitizen>;

/** `POST /citizens/:id/distinct`: these two are not the same person; they are not suggested again. `DELETE /citizens/:id/distinct/:otherId` takes it back. */
export const DistinctCitizen = z.strictObject({ otherId: Id });
export type DistinctCitizen = z.infer<typeof DistinctCitizen>;

/** The case in which something was learnt, for its team; else it is for the agent's own teams that know the person. */
const caseId = Id.optional();

/** `POST /citizens/:id/handles`: an address of the person, as an agent knows it; again, with more evidence. */
export const AddHandle = z.strictObject({
  address: z.string().trim().min(1).max(320),
  evidence: z.enum(['claimed', 'recorded', 'checked']).default('recorded'),
  note: z.string().trim().max(500).optional(),
  caseId,
});
export type AddHandle = z.infer<typeof AddHandle>;

/** `POST /citizens/:id/handles/:handleId/detach`: this address is not theirs. Adding it again takes this back. */
export const DetachHandle = z.strictObject({ reason: z.string().trim().min(1).max(500), caseId });
export type DetachHandle = z.infer<typeof DetachHandle>;

/** `PATCH /citizens/:id`. */
export const UpdateCitizen = z.strictObject({ name: z.string().trim().min(1).max(200) });
export type UpdateCitizen = z.infer<typeof UpdateCitizen>;
