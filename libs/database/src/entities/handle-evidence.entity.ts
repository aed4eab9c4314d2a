import type { Evidence } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * How we know that somebody uses a handle, be it their own or that of another: appended, never rewritten. What was
 * learnt before the last `withdrawn` stands no more. Written by `citizens`.
 */
@Entity('handle_evidence')
@Index('handle_evidence_handle', ['handleId', 'citizenId'])
@Index('handle_evidence_citizen', ['citizenId'])
@Index('handle_evidence_case', ['caseId'], { where: 'case_id is not null' })
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
  /** Where an agent said so in a case: that case. */
  @Column('uuid', { nullable: true }) caseId!: string | null;
  @Column('timestamptz') at!: Date;
}
