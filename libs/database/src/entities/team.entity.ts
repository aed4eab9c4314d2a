import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('team')
export class Team {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { unique: true }) name!: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}

@Entity('team_member')
@Index('team_member_agent', ['agentId'])
export class TeamMember {
  @PrimaryColumn('uuid') teamId!: string;
  @PrimaryColumn('uuid') agentId!: string;
}
