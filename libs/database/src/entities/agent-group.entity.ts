import type { GroupReach } from '@guichet/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A group of a directory, and what its members get by it. Written by `access`. */
@Entity('agent_group')
export class AgentGroup {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  /** The same in lower case. */
  @Column('text', { unique: true }) nameKey!: string;
  @Column('text', { nullable: true }) externalId!: string | null;
  /** The teams of which its members are made members. */
  @Column('uuid', { array: true, default: '{}' }) teamIds!: string[];
  /** The roles that they are given, and for which teams. */
  @Column('uuid', { array: true, default: '{}' }) roleIds!: string[];
  @Column('text', { default: 'own-teams' }) reach!: GroupReach;
  /** Where `reach` is `teams`. */
  @Column('uuid', { array: true, default: '{}' }) reachTeamIds!: string[];
  /** Where `reach` is `sectors`. */
  @Column('uuid', { array: true, default: '{}' }) reachSectorIds!: string[];
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
