import { z } from 'zod';
import { events, type Event, type EventType } from './events.js';
import { Id } from './primitives.js';

/**
 * A place in the event log, in commit order. Opaque, but strings compare in log order. `change.position` of the last
 * change handled is what `catchUp` takes after a lost connection.
 */
export const Position = z
  .string()
  .regex(/^\d{20}-\d{20}$/)
  // Both halves are 64-bit numbers of the database.
  .refine((position) => position.split('-').every((half) => half <= '09223372036854775807'))
  .meta({ examples: ['00000000000000041522-00000000000000098231'] });
export type Position = z.infer<typeof Position>;

const changed = { position: Position, caseId: Id.nullable(), actorId: Id.nullable() };
/** An event as the live socket sends it. */
export type Change = Event & { position: Position; caseId: string | null; actorId: string | null };
/** The schema of each change by the type of its event. */
export const changes = Object.fromEntries(
  Object.entries(events).map(([type, data]) => [type, z.object({ ...changed, type: z.literal(type), data })]),
) as unknown as Record<EventType, z.ZodObject<{ type: z.ZodLiteral<string> }>>;
export const Change = z.discriminatedUnion(
  'type',
  Object.values(changes) as [(typeof changes)[EventType]],
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
  /** Shows who looks at a case from now on, and that this agent does. */
  watch: z.strictObject({ caseId: Id }),
  /** Ends that. */
  unwatch: z.strictObject({ caseId: Id }),
  /** Says what this agent does in a case. */
  presence: z.strictObject({ caseId: Id, state: ViewerState }),
  /** Asks for the changes after a position, which come before any later one. */
  catchUp: z.strictObject({ after: Position }),
} as const;
export type ClientFrame = keyof typeof clientFrames;

/** What the server sends. */
export const serverFrames = {
  /** Something has changed. */
  change: Change,
  /** Who looks at a case that this client watches. */
  presence: CaseViewers,
  /** The client is too far behind: it fetches everything anew and goes on from `position`. */
  reset: z.object({ position: Position }),
  /** The citizen of a case is writing right now. */
  typing: z.object({ caseId: Id, name: z.string() }),
  /** The end of a catch-up. */
  caughtUp: z.object({ position: Position, changes: z.number().int() }),
} as const;
/**
 * What the server sends without data: `signedOut` comes just before it closes, as the session or the token has ended;
 * `rightsChanged` once this client may see or do something else than before, by an act of somebody or by a date.
 */
export const emptyServerFrames = ['signedOut', 'rightsChanged'] as const;
export type ServerFrames = { [Frame in keyof typeof serverFrames]: z.output<(typeof serverFrames)[Frame]> };
