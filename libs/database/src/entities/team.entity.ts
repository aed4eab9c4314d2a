import type { QueueSettings, BusinessHours, TeamSignature } from '@guichet/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A team, its working hours and its queue. Written by `access`, `calendars` and `workforce`. */
@Entity('team')
export class Team {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { unique: true }) name!: string;
  /** Its cases are not for channels that others may read. */
  @Column('boolean', { default: false }) confidential!: boolean;
  /** The sector in which it is; null: none. */
  @Column('uuid', { nullable: true }) sectorId!: string | null;
  /** Null: as every team is until somebody says otherwise. */
  @Column('jsonb', { nullable: true }) businessHours!: BusinessHours | null;
  @Column('jsonb', { default: {} }) queue!: Partial<QueueSettings>;
  /** What its replies are signed with; what is missing is empty. */
  @Column('jsonb', { default: {} }) signature!: Partial<TeamSignature>;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
