import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Up to which entry an agent has read a case. Written by `cases`. */
@Entity('case_read')
export class CaseRead {
  @PrimaryColumn('uuid') agentId!: string;
  @PrimaryColumn('uuid') caseId!: string;
  @Column('integer') position!: number;
}
