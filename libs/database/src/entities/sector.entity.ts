import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A part of the administration whose cases others do not see. Written by `access`. */
@Entity('sector')
export class Sector {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { unique: true }) name!: string;
  /** Lists have it in this order. */
  @Column('int') position!: number;
  /** Since when it is not offered any more; null: it is. */
  @Column('timestamptz', { nullable: true }) archivedAt!: Date | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
