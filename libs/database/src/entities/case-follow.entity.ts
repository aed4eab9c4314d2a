import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An agent who wants to know what the citizen of a case writes, be it theirs or not. Written by `cases`. */
@Entity('case_follow')
@Index('case_follow_case', ['caseId'])
export class CaseFollow {
  @PrimaryColumn('uuid') agentId!: string;
  @PrimaryColumn('uuid') caseId!: string;
  @Column('timestamptz') since!: Date;
}
