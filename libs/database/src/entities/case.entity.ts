import type { CaseStatus, ChannelKind, SlaTimerKind, DeliveryStatus, Priority } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A case and its summary: all that a row of the inbox shows is here, kept up to date in the transaction of each change.
 * Every list reads one of the (…, status, last_entry_at, id) indexes by keyset. Written by `cases/timeline/write-cases-and-entries.ts` alone: by
 * `newCase` and `saveCases`, which all other libs call, and by `saveDueTimes` for `sla`.
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
@Index('cases_case_type', ['caseTypeId'], { where: 'case_type_id is not null' })
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
  @Column('uuid', { nullable: true }) channelAccountId!: string | null;
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
  /** When the SLA timer that is due next is due; `sla` sets it by `saveDueTimes`. */
  @Column('timestamptz', { nullable: true }) dueAt!: Date | null;
  @Column('text', { nullable: true }) dueFor!: SlaTimerKind | null;
  @Column('uuid', { nullable: true }) caseTypeId!: string | null;
  /** ISO 639-1. */
  @Column('text', { nullable: true }) language!: string | null;
  @Column('timestamptz') openedAt!: Date;
  @Column('timestamptz', { nullable: true }) closedAt!: Date | null;
  @Column('integer', { default: 1 }) version!: number;
  /** Set where all entries are in another case now. */
  @Column('uuid', { nullable: true }) mergedIntoId!: string | null;
}

/** Entries that were moved, split off or merged, and where they were before. Written by `cases/moving` alone. */
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
  /** The agent who moved them. The name is as it was then. */
  @Column('uuid') byId!: string;
  @Column('text') byName!: string;
  @Column('timestamptz', { nullable: true }) undoneAt!: Date | null;
  @Column('uuid', { nullable: true }) undoneById!: string | null;
  @Column('text', { nullable: true }) undoneBy!: string | null;
}

/** The handles with which a case may be discussed: they wrote in it, or an agent wrote to them. Written by `cases` and `messages`. */
@Entity('case_participant')
@Index('case_participant_handle', ['handleId'])
export class CaseParticipant {
  @PrimaryColumn('uuid') caseId!: string;
  @PrimaryColumn('uuid') handleId!: string;
}

/** Up to which entry an agent has read a case. Written by `cases`. */
@Entity('case_read')
export class CaseRead {
  @PrimaryColumn('uuid') agentId!: string;
  @PrimaryColumn('uuid') caseId!: string;
  @Column('integer') position!: number;
}

/** That a case belongs together with another, or may. Written by `cases`. */
@Entity('case_link')
@Index('case_link_other', ['otherId'])
export class CaseLink {
  @PrimaryColumn('uuid') caseId!: string;
  @PrimaryColumn('uuid') otherId!: string;
  @Column('text') state!: 'suggested' | 'linked' | 'dismissed';
  @Column('text', { nullable: true }) reason!: string | null;
}

/** How the open queues grow and shrink, as differences; their sum is the count. Inserted by a trigger on `cases`, folded once a minute. */
@Entity('case_count')
@Index('case_count_team', ['teamId', 'status'])
export class CaseCount {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' }) id!: string;
  @Column('uuid') teamId!: string;
  @Column('uuid', { nullable: true }) assigneeId!: string | null;
  @Column('text') status!: CaseStatus;
  @Column('integer') delta!: number;
}

/** What an agent is writing in a case. Written by `cases`. */
@Entity('draft')
@Index('draft_template', { synchronize: false })
export class Draft {
  @PrimaryColumn('uuid') caseId!: string;
  @PrimaryColumn('uuid') agentId!: string;
  @Column('jsonb') content!: unknown;
  @Column('timestamptz') updatedAt!: Date;
}
