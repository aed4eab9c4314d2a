import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A kind of case that an agent knows. Written by `workforce`. */
@Entity('agent_skill')
@Index('agent_skill_case_type', ['caseTypeId'])
export class AgentSkill {
  @PrimaryColumn('uuid') agentId!: string;
  @PrimaryColumn('uuid') caseTypeId!: string;
  @Column('integer') level!: number;
}
