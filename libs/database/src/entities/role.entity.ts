import type { Permission, RoleKey } from '@guichet/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A set of permissions that is given to agents. Those with a key ship; only migrations write what they permit. Written by `access`. */
@Entity('role')
export class RoleRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { nullable: true, unique: true }) key!: RoleKey | null;
  /** Empty where it ships: the console has its texts. */
  @Column('text', { default: '' }) name!: string;
  @Column('text', { default: '' }) description!: string;
  @Column('text', { array: true }) permissions!: Permission[];
  /** Since when it requires a second factor of whoever holds it; null: it does not. */
  @Column('timestamptz', { nullable: true }) secondFactorSince!: Date | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
