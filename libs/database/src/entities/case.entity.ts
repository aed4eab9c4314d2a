import type { CaseStatus, ChannelKind, SlaTimerKind, DeliveryStatus, Priority } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A case and its summary: all that a row of the inbox shows is here, kept up to date in the transaction of each change.
 * Every list reads one of the (…, status, last_entry_at, id) indexes by keyset. Written by `cases/timeline/write-cases-and-entries.ts` alone: by
 * `newCase` and `saveCases`, which all other libs call, and by `saveDueTimes` for `sla`.
 */
@Entity('cases')
@Index('cases_team', { synchronize: false })
@Index('cases_assignee', ['assigneeId', 'status', 'lastEntryAt', 'id'], { where: 'assignee_id is not null' })
@Index('cases_unassigned', { synchronize: false })
@Index('cases_unassigned_status', { synchronize: false })
@Index('cases_unassigned_status_due', { synchronize: false })
@Index('cases_status', ['status', 'lastEntryAt', 'id'])
@Index('cases_citizen', ['citizenId'])
@Index('cases_tags', { synchronize: false })
@Index('cases_field_terms', { synchronize: false })
@Index('cases_team_due', { synchronize: false })
@Index('cases_assignee_due', { synchronize: false })
@Index('cases_unassigned_due', { synchronize: false })
@Index('cases_status_due', { synchronize: false })
@Index('cases_problem', { synchronize: false })
@Index('cases_age', ['teamId', 'openedAt'], { where: `status not in ('closed', 'spam')` })
@Index('cases_opened', ['status', 'openedAt', 'teamId'])
@Index('cases_open_channels', ['teamId', 'channels'], { where: `status = 'open'` })
@Index('cases_restricted', { synchronize: false })
@Index('cases_reach', { synchronize: false })
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
  /** The agents to whom it is restricted, whatever others may see; null: it is not. Why: `case_restriction`. */
  @Column('uuid', { array: true, nullable: true }) restrictedTo!: string[] | null;
  @Column('uuid', { nullable: true }) citizenId!: string | null;
  @Column('text', { default: '' }) citizenName!: string;
  @Column('text', { array: true, default: '{}' }) channels!: ChannelKind[];
  /** Where an answer goes by default. */
  @Column('uuid', { nullable: true }) channelAccountId!: string | null;
  @Column('text', { array: true, default: '{}' }) tags!: string[];
  /** What it has in fields of its type, as filters ask for it: `annee_scolaire`, `annee_scolaire=2026_2027`. */
  @Column('text', { array: true, default: '{}' }) fieldTerms!: string[];
  @Column('text', { default: '' }) preview!: string;
  @Column('text', { default: 'message' }) lastKind!: 'message' | 'note';
  @Column('text', { nullable: true }) lastDirection!: 'in' | 'out' | null;
  @Column('timestamptz') lastEntryAt!: Date;
  /** Position of the last entry; the next one is this + 1. */
  @Column('integer', { default: 0 }) lastPosition!: number;
  /** Position of the citizen's last message; an agent who has read less has something unread. */
  @Column('integer', { default: 0 }) lastInboundPosition!: number;
  /** Position of the last answer in a side conversation, which is unread as a message of the citizen is. */
  @Column('integer', { default: 0 }) lastSideAnswerPosition!: number;
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
  /** When it was imported from the history of a mailbox; of what was so imported, no timer runs and nothing is counted. */
  @Column('timestamptz', { nullable: true }) importedAt!: Date | null;
  /** The note with which another team has handed it over, until somebody of its team answers, closes it or has read it. */
  @Column('uuid', { nullable: true }) handoverEntryId!: string | null;
  @Column('integer', { default: 1 }) version!: number;
  /** Set where all entries are in another case now. */
  @Column('uuid', { nullable: true }) mergedIntoId!: string | null;
}
