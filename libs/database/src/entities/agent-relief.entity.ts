import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When a colleague last took a case off an agent and gave it to somebody else, or to nobody. Written by `cases` alone. */
@Entity('agent_relief')
export class AgentRelief {
  @PrimaryColumn('uuid') agentId!: string;
  @Column('timestamptz') at!: Date;
}
