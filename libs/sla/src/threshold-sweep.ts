import { LeaderLoop, type Database } from '@guichet/database';
import { isConnectionFault, isStorageFull, type Logger } from '@guichet/platform';
import { recomputeTimers } from './recompute-timers.js';

const SLA = { kind: 'system', name: 'SLA' } as const;
/** How late a threshold may fire, as jobs do. */
const EVERY_MS = 2000;
/** How many cases one transaction locks at most. */
const BATCH = 100;
/** A case that cannot be computed is left to a job, which tries it again at growing intervals, and is not sought for so long. */
const LEFT_MS = 3_600_000;

/**
 * Fires the thresholds of SLA timers when their time has come: the rows of the timers are the schedule, so that starting one
 * needs no job. One process at a time runs it.
 */
export class ThresholdSweep {
  private readonly loop: LeaderLoop;
  /** The cases that were left to jobs, with the time until when. */
  private readonly left = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
  ) {
    this.loop = new LeaderLoop({
      name: 'fire-sla-thresholds',
      locks: database.leaderLocks,
      logger,
      turn: () => this.turn(),
      idleMs: EVERY_MS,
    });
  }

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** Until every threshold that has passed by now has fired. */
  drain(): Promise<void> {
    return this.loop.idle();
  }

  /** Fires what is due. Returns whether there may be more. */
  async turn(): Promise<boolean> {
    const now = this.database.now.getTime();
    for (const [caseId, until] of this.left) if (until <= now) this.left.delete(caseId);
    const caseIds = await this.dueCases();
    await this.fire(caseIds);
    return caseIds.length === BATCH;
  }

  /** The cases whose next threshold has passed, the longest ago first. Index `sla_timer_open`. */
  private async dueCases(): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select case_id as id from sla_timer
       where state = 'running' and next_threshold_at <= $1 and not (case_id = any($2::uuid[])) order by next_threshold_at limit ${BATCH}`,
      [this.database.now, [...this.left.keys()]],
    );
    return rows.map(({ id }) => id);
  }

  /** Where some cases cannot be computed together, each is tried alone. */
  private async fire(caseIds: readonly string[]): Promise<void> {
    if (caseIds.length === 0) return;
    try {
      await this.database.write(SLA, (tx) => recomputeTimers(tx, caseIds));
    } catch (error) {
      if (isConnectionFault(error) || isStorageFull(error)) throw error;
      if (caseIds.length > 1) for (const caseId of caseIds) await this.fire([caseId]);
      else await this.leave(caseIds[0]!, error);
    }
  }

  private async leave(caseId: string, error: unknown): Promise<void> {
    this.logger.error('The SLA timers of a case could not be computed; a job tries again.', { caseId, error });
    this.left.set(caseId, this.database.now.getTime() + LEFT_MS);
    await this.database.write(SLA, (tx) => tx.job('fire-sla-thresholds', { caseId }, { key: `sla:${caseId}` }));
  }
}
