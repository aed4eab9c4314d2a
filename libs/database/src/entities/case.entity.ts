import type { CaseStatus, ChannelKind, ClockKind, DeliveryStatus, Priority } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A case and its summary: all that a row of the inbox shows is here, kept up to date in the transaction of each change.
 * Every list reads one of the (…, status, last_entry_at, id) indexes by keyset.
 */
@Entity('cases')
@Index('cases_team', ['teamId', 'status', 'lastEntryAt', 'id'])
@Index('cases_assignee', ['assigneeId', 'status', 'lastEntryAt', 'id'], { where: 'assignee_id is not null' })
@Index('cases_unassigned', ['teamId', 'status', 'lastEntryAt', 'id'], { where: 'assignee_id is null' })
@Index('cases_status', ['status', 'lastEntryAt', 'id'])
@Index('cases_citizen', ['citizenId'])
@Index('cases_tags', { synchronize: false })
@Index('cases_team_due', { synchronize: false })
@Index('cases_assignee_due', { synchronize: false })
@Index('cases_unassigned_due', { synchronize: false })
@Index('cases_status_due', { synchronize: false })
@Index('cases_problem', { synchronize: false })
@Index('cases_age', ['teamId', 'openedAt'], { where: `status <> 'closed'` })
@Index('cases_open_channels', ['teamId', 'channels'], { where: `status = 'open'` })
@Index('cases_kind', ['kindId'], { where: 'kind_id is not null' })
export class Case {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { unique: true }) reference!: string;
  @Column('text') subject!: string;
  @Column('text', { default: 'open' }) status!: CaseStatus;
  @Column('text', { default: 'normal' }) priority!: Priority;
  /** Every case lies in exactly one team: nothing falls out of all queues. */
  @Column('uuid') teamId!: string;
  @Column('uuid', { nullable: true }) assigneeId!: string | null;
  @Column('uuid', { nullable: true }) citizenId!: string | null;
  @Column('text', { default: '' }) citizenName!: string;
  @Column('text', { array: true, default: '{}' }) channels!: ChannelKind[];
  /** Where an answer goes by default. */
  @Column('uuid', { nullable: true }) channelId!: string | null;
  @Column('text', { array: true, default: '{}' }) tags!: string[];
  @Column('text', { default: '' }) preview!: string;
  @Column('text', { default: 'message' }) lastKind!: 'message' | 'note';
  @Column('text', { nullable: true }) lastDirection!: 'in' | 'out' | null;
  @Column('timestamptz') lastEntryAt!: Date;
  /** Position of the last entry; the next one is this + 1. */
  @Column('integer', { default: 0 }) lastPosition!: number;
  /** Position of the citizen's last message; an agent who has read less has something unread. */
  @Column('integer', { default: 0 }) lastInboundPosition!: number;
  @Column('text', { nullable: true }) deliveryProblem!: DeliveryStatus | null;
  @Column('timestamptz', { nullable: true }) snoozeUntil!: Date | null;
  /** The nearest running clock; written by `clocks` alone. */
  @Column('timestamptz', { nullable: true }) dueAt!: Date | null;
  @Column('text', { nullable: true }) dueFor!: ClockKind | null;
  @Column('uuid', { nullable: true }) kindId!: string | null;
  /** ISO 639-1. */
  @Column('text', { nullable: true }) language!: string | null;
  @Column('timestamptz') openedAt!: Date;
  @Column('timestamptz', { nullable: true }) closedAt!: Date | null;
  @Column('integer', { default: 1 }) version!: number;
  /** Set where all that was said here lies in another case now. */
  @Column('uuid', { nullable: true }) mergedIntoId!: string | null;
}

/** Entries that were moved, split off or merged, and what lay where before. */
@Entity('entry_move')
@Index('entry_move_from', ['fromId'])
@Index('entry_move_into', ['intoId'])
export class EntryMove {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') how!: 'moved' | 'split' | 'merged';
  @Column('uuid') fromId!: string;
  @Column('uuid') intoId!: string;
  @Column('jsonb') before!: unknown;
  @Column('timestamptz') at!: Date;
  @Column('text') byName!: string;
  @Column('timestamptz', { nullable: true }) undoneAt!: Date | null;
  @Column('text', { nullable: true }) undoneBy!: string | null;
}

/** Whom a case may be discussed with: the handles that wrote in it or that an agent wrote to. */
@Entity('case_participant')
@Index('case_participant_handle', ['handleId'])
export class CaseParticipant {
  @PrimaryColumn('uuid') caseId!: string;
  @PrimaryColumn('uuid') handleId!: string;
}

@Entity('case_read')
export class CaseRead {
  @PrimaryColumn('uuid') agentId!: string;
  @PrimaryColumn('uuid') caseId!: string;
  @Column('integer') position!: number;
}

@Entity('case_link')
@Index('case_link_other', ['otherId'])
export class CaseLink {
  @PrimaryColumn('uuid') caseId!: string;
  @PrimaryColumn('uuid') otherId!: string;
  @Column('text') state!: 'suggested' | 'linked' | 'dismissed';
  @Column('text', { nullable: true }) reason!: string | null;
}

/** How the open queues grow and shrink, as differences; their sum is the count. Folded once a minute. */
@Entity('case_count')
@Index('case_count_team', ['teamId', 'status'])
export class CaseCount {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' }) id!: string;
  @Column('uuid') teamId!: string;
  @Column('uuid', { nullable: true }) assigneeId!: string | null;
  @Column('text') status!: CaseStatus;
  @Column('integer') delta!: number;
}

@Entity('draft')
@Index('draft_template', { synchronize: false })
export class Draft {
  @PrimaryColumn('uuid') caseId!: string;
  @PrimaryColumn('uuid') agentId!: string;
  @Column('jsonb') content!: unknown;
  @Column('timestamptz') updatedAt!: Date;
}
