import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The history of merges: appended, never deleted. Written by `citizens`. */
@Entity('citizen_merge')
@Index('citizen_merge_citizen', ['citizenId'])
@Index('citizen_merge_into', ['intoId'])
export class CitizenMerge {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') citizenId!: string;
  @Column('uuid') intoId!: string;
  @Column('text') reason!: string;
  @Column('timestamptz') at!: Date;
  @Column('uuid') byId!: string;
  @Column('text') byName!: string;
  @Column('timestamptz', { nullable: true }) undoneAt!: Date | null;
  @Column('uuid', { nullable: true }) undoneById!: string | null;
  @Column('text', { nullable: true }) undoneBy!: string | null;
}
