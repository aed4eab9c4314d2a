import type { CaseStatus } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

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
