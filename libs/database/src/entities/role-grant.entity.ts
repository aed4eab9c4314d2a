import type { GrantReach } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A role that an agent holds, for which teams and for how long. Written by `access`. */
@Entity('role_grant')
@Index('role_grant_agent', ['agentId'])
@Index('role_grant_group', ['groupId'], { where: 'group_id is not null' })
export class RoleGrant {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') agentId!: string;
  @Column('uuid') roleId!: string;
  @Column('text') reach!: GrantReach;
  @Column('uuid', { array: true, default: '{}' }) teamIds!: string[];
  /** Where `reach` is `sectors`: all teams that are in them. */
  @Column('uuid', { array: true, default: '{}' }) sectorIds!: string[];
  @Column('timestamptz', { nullable: true }) validFrom!: Date | null;
  @Column('timestamptz', { nullable: true }) validUntil!: Date | null;
  /** The group of a directory by which it is held; null: by itself. */
  @Column('uuid', { nullable: true }) groupId!: string | null;
  /** Who gave it; null: the system. */
  @Column('uuid', { nullable: true }) givenBy!: string | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  /** Since when a second factor was required of its agent before it was given; null: it was not, or long ago. */
  @Column('timestamptz', { nullable: true }) secondFactorSince!: Date | null;
}
