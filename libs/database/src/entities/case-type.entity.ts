import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What cases are about: registration, pothole… Written by `cases` and `sla`. */
@Entity('case_type')
export class CaseType {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { unique: true }) name!: string;
  @Column('boolean', { default: true }) active!: boolean;
  /** The sector for whose cases alone it is; null: for all. */
  @Column('uuid', { nullable: true }) sectorId!: string | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
