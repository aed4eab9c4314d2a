import type { Duration, SlaThreshold, SlaTimerKind, SlaTimerState } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * One target applied to one case; written by `sla` alone. A timer that is done or dropped is never computed again; one that
 * runs or is paused follows the case, the business hours of its team and the targets.
 */
@Entity('sla_timer')
@Index('sla_timer_case', ['caseId', 'kind', 'startPosition'], { unique: true })
@Index('sla_timer_open', { synchronize: false })
@Index('sla_timer_breached', { synchronize: false })
export class SlaTimer {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('text') kind!: SlaTimerKind;
  /** Position of the entry that started it. A case has one timer of a kind and start. */
  @Column('integer') startPosition!: number;
  @Column('text') state!: SlaTimerState;
  @Column('jsonb') target!: Duration;
  @Column('text') targetName!: string;
  /** The team of the case when the timer ended, or its team now: metrics count it there. */
  @Column('uuid') teamId!: string;
  @Column('timestamptz') startedAt!: Date;
  @Column('timestamptz', { nullable: true }) dueAt!: Date | null;
  /** Working time, in seconds, as far as it is known at `asOf`. */
  @Column('integer', { default: 0 }) elapsedSeconds!: number;
  @Column('integer') totalSeconds!: number;
  @Column('timestamptz') asOf!: Date;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) breachedAt!: Date | null;
  /** The last threshold that was notified. */
  @Column('integer', { nullable: true }) lastThreshold!: SlaThreshold | null;
  @Column('timestamptz', { nullable: true }) nextThresholdAt!: Date | null;
}
