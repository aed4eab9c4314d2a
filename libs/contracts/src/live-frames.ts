import { z } from 'zod';
import { events, type Event } from './events.js';
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

const changed = { position: Position, caseId: Id.nullable(), actorId: Id.nullable() };
/** An event as the live socket sends it. */
export type Change = Event & { position: Position; caseId: string | null; actorId: string | null };
export const Change = z.discriminatedUnion(
  'type',
  Object.entries(events).map(([type, data]) => z.object({ ...changed, type: z.literal(type), data })) as unknown as [
    z.ZodObject<{ type: z.ZodLiteral<string> }>,
  ],
) as unknown as z.ZodType<Change>;

export const ViewerState = z.enum(['viewing', 'writing', 'idle']);
export type ViewerState = z.infer<typeof ViewerState>;
export const CaseViewers = z.object({
  caseId: Id,
  agents: z.array(z.object({ id: Id, name: z.string(), state: ViewerState })),
});
export type CaseViewers = z.infer<typeof CaseViewers>;

/** The frames that a client may send. Any other frame is refused and counted. */
export const clientFrames = {
  watch: z.strictObject({ caseId: Id }),
  unwatch: z.strictObject({ caseId: Id }),
  presence: z.strictObject({ caseId: Id, state: ViewerState }),
  catchUp: z.strictObject({ after: Position }),
} as const;
export type ClientFrame = keyof typeof clientFrames;

/** What the server sends, beside `signedOut` (no data) just before it closes. `reset`: too far behind, fetch everything anew and go on from `position`. `caughtUp` ends a catch-up. */
export interface ServerFrames {
  change: Change;
  presence: CaseViewers;
  reset: { position: Position };
  /** The citizen of a case is writing right now. */
  typing: { caseId: string; name: string };
  caughtUp: { position: Position; changes: number };
}
