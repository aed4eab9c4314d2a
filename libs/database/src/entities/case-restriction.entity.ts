import type { RestrictionReason } from '@guichet/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Why a case is restricted to named agents, who are `restricted_to` of the case. Written by `cases`. */
@Entity('case_restriction')
export class CaseRestriction {
  @PrimaryColumn('uuid') caseId!: string;
  @Column('text') reason!: RestrictionReason;
  @Column('text', { default: '' }) detail!: string;
  /** Who restricted it. */
  @Column('text') byName!: string;
  @Column('timestamptz') at!: Date;
}
