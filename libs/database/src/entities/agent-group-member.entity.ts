import { Entity, Index, PrimaryColumn } from 'typeorm';

/** Which agents a directory has in which group. Written by `access`. */
@Entity('agent_group_member')
@Index('agent_group_member_agent', ['agentId'])
export class AgentGroupMember {
  @PrimaryColumn('uuid') groupId!: string;
  @PrimaryColumn('uuid') agentId!: string;
}
