import { Entity, Index, PrimaryColumn } from 'typeorm';

/** Which agents are in which team. Written by `access`. */
@Entity('team_member')
@Index('team_member_agent', ['agentId'])
export class TeamMember {
  @PrimaryColumn('uuid') teamId!: string;
  @PrimaryColumn('uuid') agentId!: string;
}
