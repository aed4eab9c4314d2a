import type { ClockKind, ClockLevel, ClockState, Duration, NotificationAbout } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * One promise about one case. What is done or dropped is never laid anew; what runs or is paused follows the case, the
 * hours of its team and the targets.
 */
@Entity('case_clock')
@Index('case_clock_case', ['caseId', 'clock', 'since'], { unique: true })
@Index('case_clock_open', { synchronize: false })
@Index('case_clock_breached', { synchronize: false })
export class CaseClock {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('text') clock!: ClockKind;
  /** Position of the entry that it began with: with case and kind, its name. */
  @Column('integer') since!: number;
  @Column('text') state!: ClockState;
  @Column('jsonb') target!: Duration;
  @Column('text') targetName!: string;
  /** Of the case when it ended, or now: where what it says is counted. */
  @Column('uuid') teamId!: string;
  @Column('timestamptz') startedAt!: Date;
  @Column('timestamptz', { nullable: true }) dueAt!: Date | null;
  /** Working time, in seconds, as far as it is known at `asOf`. */
  @Column('integer', { default: 0 }) elapsedSeconds!: number;
  @Column('integer') totalSeconds!: number;
  @Column('timestamptz') asOf!: Date;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) breachedAt!: Date | null;
  @Column('integer', { nullable: true }) rang!: ClockLevel | null;
  /** When it rings next. */
  @Column('timestamptz', { nullable: true }) ringsAt!: Date | null;
}

@Entity('notification')
@Index('notification_agent', ['agentId', 'id'])
@Index('notification_unread', { synchronize: false })
@Index('notification_once', { synchronize: false })
export class Notification {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') agentId!: string;
  @Column('uuid', { nullable: true }) caseId!: string | null;
  @Column('jsonb') about!: NotificationAbout;
  /** What must be told once only. */
  @Column('text', { nullable: true }) once!: string | null;
  @Column('timestamptz') at!: Date;
  @Column('timestamptz', { nullable: true }) readAt!: Date | null;
}

/** How far somebody has read the event log. */
@Entity('log_reader')
export class LogReaderPosition {
  @PrimaryColumn('text') name!: string;
  @Column('text') position!: string;
}
