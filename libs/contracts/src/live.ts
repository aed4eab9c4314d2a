import { z } from 'zod';
import { events, type EventType } from './events.js';
import { Id } from './primitives.js';

/**
 * A place in the event log, in commit order. Opaque, but strings compare in log order. `change.position` of the last
 * change handled is what `catchUp` takes after a lost connection.
 */
export const Position = z
  .string()
  .regex(/^\d{20}-\d{20}$/)
  // Both halves are 64-bit numbers of the database.
  .refine((position) => position.split('-').every((half) => half <= '09223372036854775807'));
export type Position = z.infer<typeof Position>;

export const Change = z.object({
  position: Position,
  type: z.enum(Object.keys(events) as [EventType, ...EventType[]]),
  caseId: Id.nullable(),
  actorId: Id.nullable(),
  data: z.record(z.string(), z.unknown()),
});
export type Change = z.infer<typeof Change>;

export const PresenceState = z.enum(['viewing', 'writing', 'idle']);
export type PresenceState = z.infer<typeof PresenceState>;
export const Presence = z.object({
  caseId: Id,
  agents: z.array(z.object({ id: Id, name: z.string(), state: PresenceState })),
});
export type Presence = z.infer<typeof Presence>;

/** What a client may send. Anything else, or a frame that does not fit, is refused and counted. */
export const clientFrames = {
  watch: z.strictObject({ caseId: Id }),
  unwatch: z.strictObject({ caseId: Id }),
  presence: z.strictObject({ caseId: Id, state: PresenceState }),
  catchUp: z.strictObject({ after: Position }),
} as const;
export type ClientFrame = keyof typeof clientFrames;

/** What the server sends, beside `signedOut` (no data) just before it closes. `reset`: too far behind, fetch everything anew and go on from `position`. `caughtUp` ends a catch-up. */
export interface ServerFrames {
  change: Change;
  presence: Presence;
  reset: { position: Position };
  /** The citizen of a case is writing right now. */
  typing: { caseId: string; name: string };
  caughtUp: { position: Position; changes: number };
}
