import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An agent has said that these two are not one person. `citizenId` is the smaller id. Written by `citizens`. */
@Entity('citizen_distinct')
@Index('citizen_distinct_other', ['otherId'])
export class CitizenDistinct {
  @PrimaryColumn('uuid') citizenId!: string;
  @PrimaryColumn('uuid') otherId!: string;
  @Column('timestamptz') at!: Date;
  @Column('uuid') byId!: string;
  @Column('text') byName!: string;
}
