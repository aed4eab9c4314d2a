import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A time for which an agent, or whoever replies in the cases of a team, is named to no citizen. Kept for good. Written by `access`. */
@Entity('anonymity')
@Index('anonymity_team', ['teamId'], { unique: true, where: 'ended_at IS NULL' })
@Index('anonymity_agent', ['agentId'], { unique: true, where: 'ended_at IS NULL' })
export class Anonymity {
  @PrimaryColumn('uuid') id!: string;
  /** One of the two. */
  @Column('uuid', { nullable: true }) teamId!: string | null;
  @Column('uuid', { nullable: true }) agentId!: string | null;
  @Column('text') reason!: string;
  @Column('uuid') setById!: string;
  @Column('text') setByName!: string;
  @Column('timestamptz') since!: Date;
  @Column('uuid', { nullable: true }) endedById!: string | null;
  @Column('text', { nullable: true }) endedByName!: string | null;
  /** Null: it lasts. */
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}
