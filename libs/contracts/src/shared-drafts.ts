import { z } from 'zod';
import { Draft } from './drafts.js';
import { NoteEntry } from './entries.js';
import { Id, Instant } from './primitives.js';
import { SharedDraftState } from './shared-draft-state.js';

/** `GET /cases/:id/shared-draft`: the reply as its writer has it now, with the comments of colleagues. */
export const SharedDraft = SharedDraftState.extend({
  /** Its text is empty while its writer begins anew. */
  draft: Draft,
  /** What stood there before its writer took it over, or emptied it: nothing that colleagues wrote is lost at once. */
  previous: Draft.nullable(),
  attachments: z.array(z.object({ id: Id, name: z.string(), size: z.number().int() })),
  updatedAt: Instant,
  /** Internal notes of the case, oldest first. */
  comments: z.array(NoteEntry),
  /** Who else than its writer has written in it. While there is somebody, it stays shared until it is sent. */
  coAuthors: z.array(z.string()),
});
export type SharedDraft = z.infer<typeof SharedDraft>;

/** `PUT /cases/:id/shared-draft`: what its writer has written. It is refused once the turn is over. */
export const SaveSharedDraft = z.strictObject({ turnId: Id, draft: Draft });
export type SaveSharedDraft = z.infer<typeof SaveSharedDraft>;

/** `POST /cases/:id/shared-draft/take-over`: from now on the agent writes it. */
export const TakeOverSharedDraft = z.strictObject({
  /** The turn that the agent means to end: it is refused where somebody else has begun to write since. */
  turnId: Id.optional(),
});
export type TakeOverSharedDraft = z.infer<typeof TakeOverSharedDraft>;
