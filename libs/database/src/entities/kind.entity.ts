import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What cases are about, in the words of the house. */
@Entity('kind')
export class Kind {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { unique: true }) name!: string;
  @Column('boolean', { default: true }) active!: boolean;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
