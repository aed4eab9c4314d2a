import type { TokenScope } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A program with an account of the organisation. Its id is that of its row of `agent`, which holds its roles. Written by `access`. */
@Entity('service_account')
@Index('service_account_name', ['name'], { unique: true, where: 'deleted_at is null' })
export class ServiceAccount {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') purpose!: string;
  /** Who answers for it, as people can reach them. */
  @Column('text') contact!: string;
  /** The most that its secrets and access tokens may do, whatever its roles are. */
  @Column('text', { array: true }) scopes!: TokenScope[];
  @Column('boolean', { default: true }) enabled!: boolean;
  @Column('text') createdBy!: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { nullable: true }) lastUsedAt!: Date | null;
  /** What it did keeps its name. */
  @Column('timestamptz', { nullable: true }) deletedAt!: Date | null;
}
