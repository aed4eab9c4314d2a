import type { CaseSort, Language } from '@guichet/contracts';
import { Column, Entity, Generated, PrimaryColumn } from 'typeorm';

/** Somebody who works here. Written by `access` and `workforce`. */
@Entity('agent')
export class Agent {
  @PrimaryColumn('uuid') id!: string;
  /** Lower case: two agents never differ by case alone. */
  @Column('text', { unique: true }) email!: string;
  @Column('text') name!: string;
  /** Their function, as replies say it below their name (CRPA L111-2). Empty: whoever replies is asked for it. */
  @Column('text', { default: '' }) jobTitle!: string;
  /** By which citizens know them where they are not named. */
  @Column('integer')
  @Generated('increment')
  number!: number;
  /** Null: nobody has chosen a password yet. */
  @Column('text', { nullable: true }) passwordHash!: string | null;
  @Column('text', { nullable: true }) language!: Language | null;
  @Column('text', { default: 'auto' }) theme!: 'light' | 'dark' | 'auto';
  /** The order of their lists of cases; null: they have chosen none. */
  @Column('text', { nullable: true }) caseSort!: CaseSort | null;
  @Column('boolean', { default: true }) active!: boolean;
  /** The row of a service account: never active, without a password. */
  @Column('boolean', { default: false }) isService!: boolean;
  @Column('text', { array: true, default: '{}' }) languages!: string[];
  /** Points; null: what the house has. */
  @Column('integer', { nullable: true }) capacity!: number | null;
  /** Since when a second factor was required by the roles that were taken from them last, and until when; null: by none. */
  @Column('timestamptz', { nullable: true }) secondFactorRequiredSince!: Date | null;
  @Column('timestamptz', { nullable: true }) secondFactorRequiredUntil!: Date | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
