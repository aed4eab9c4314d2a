import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Somebody who was not named has opened a restricted case, for themselves and for a time. Kept for good. Written by `cases`. */
@Entity('break_glass')
@Index('break_glass_agent', ['agentId', 'until'])
@Index('break_glass_case', ['caseId', 'until'])
export class BreakGlass {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('uuid') agentId!: string;
  @Column('text') agentName!: string;
  @Column('text') reason!: string;
  @Column('timestamptz') at!: Date;
  @Column('timestamptz') until!: Date;
  /** When it was ended before its time. */
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
  /** Who ended it, be it themselves; null: it changed who is named. */
  @Column('uuid', { nullable: true }) endedById!: string | null;
  @Column('text', { nullable: true }) endedByName!: string | null;
}
