import type { Evidence, Handle as HandleShape } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A person who writes to us. That two are one is a pointer to the other, so that a merge can be undone. */
@Entity('citizen')
@Index('citizen_beginning', { synchronize: false })
@Index('citizen_name', { synchronize: false })
@Index('citizen_root', ['rootId'])
export class Citizen {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  /** Whom this one was merged into. Handles and cases stay here: undoing a merge is taking the pointer away. */
  @Column('uuid', { nullable: true }) mergedIntoId!: string | null;
  /** The end of the chain of merges; oneself where there is none. All with one root are one person. */
  @Column('uuid') rootId!: string;
}

/** The history of merges: appended, never deleted. */
@Entity('citizen_merge')
@Index('citizen_merge_citizen', ['citizenId'])
@Index('citizen_merge_into', ['intoId'])
export class CitizenMerge {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') citizenId!: string;
  @Column('uuid') intoId!: string;
  @Column('text') reason!: string;
  @Column('timestamptz') at!: Date;
  @Column('uuid') byId!: string;
  @Column('text') byName!: string;
  @Column('timestamptz', { nullable: true }) undoneAt!: Date | null;
  @Column('uuid', { nullable: true }) undoneById!: string | null;
  @Column('text', { nullable: true }) undoneBy!: string | null;
}

/** An agent has said that these two are not one person. `citizenId` is the smaller id. */
@Entity('citizen_distinct')
@Index('citizen_distinct_other', ['otherId'])
export class CitizenDistinct {
  @PrimaryColumn('uuid') citizenId!: string;
  @PrimaryColumn('uuid') otherId!: string;
  @Column('timestamptz') at!: Date;
  @Column('uuid') byId!: string;
  @Column('text') byName!: string;
}

/** One way to reach a person, linked to them by evidence. */
@Entity('handle')
@Index('handle_value', ['type', 'value'], { unique: true })
@Index('handle_citizen', ['citizenId'])
@Index('handle_beginning', { synchronize: false })
export class Handle {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') type!: HandleShape['type'];
  @Column('text') value!: string;
  @Column('text', { default: '' }) name!: string;
  @Column('uuid') citizenId!: string;
  /** The strongest that stands of what `handle_evidence` holds. */
  @Column('text') evidence!: Evidence;
  @Column('boolean', { default: false }) verified!: boolean;
  @Column('timestamptz', { default: () => 'now()' }) linkedAt!: Date;
}

/**
 * How we know that somebody uses a handle, be it their own or that of another: appended, never rewritten. What was learnt
 * before the last `withdrawn` stands no more.
 */
@Entity('handle_evidence')
@Index('handle_evidence_handle', ['handleId', 'citizenId'])
@Index('handle_evidence_citizen', ['citizenId'])
export class HandleEvidence {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' }) id!: string;
  @Column('uuid') handleId!: string;
  @Column('uuid') citizenId!: string;
  @Column('text') kind!: Evidence | 'withdrawn';
  /** The name under which they wrote. */
  @Column('text', { default: '' }) name!: string;
  /** What an agent noted about it. */
  @Column('text', { nullable: true }) note!: string | null;
  /** The agent who said so; null: their own message did. */
  @Column('uuid', { nullable: true }) byId!: string | null;
  @Column('text', { nullable: true }) byName!: string | null;
  /** Where an agent said so: the teams that may know of it. */
  @Column('uuid', { array: true, default: '{}' }) teamIds!: string[];
  @Column('timestamptz') at!: Date;
}

/** What a person has said about being written to by one account. */
@Entity('consent')
export class Consent {
  @PrimaryColumn('uuid') channelAccountId!: string;
  @PrimaryColumn('uuid') handleId!: string;
  @Column('boolean') given!: boolean;
  @Column('text') word!: string;
  @Column('timestamptz') at!: Date;
}
