import type { HoldReason } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A payload we took responsibility for, as it came. Small ones lie in `raw`, large ones in the blob store. */
@Entity('envelope')
@Index('envelope_source', ['channelId', 'externalId'], { unique: true })
@Index('envelope_received', ['id'], { where: `state = 'received'` })
@Index('envelope_blob', ['blob'], { where: 'blob is not null' })
@Index('envelope_held', ['id'], { where: `state = 'held'` })
export class Envelope {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') channelId!: string;
  @Column('text') externalId!: string;
  @Column('jsonb') headers!: Record<string, string>;
  @Column('bytea', { nullable: true }) raw!: Buffer | null;
  @Column('text', { nullable: true }) blob!: string | null;
  @Column('integer') size!: number;
  @Column('text', { default: 'received' }) state!: 'received' | 'understood' | 'held';
  @Column('text', { nullable: true }) reason!: HoldReason | null;
  @Column('text', { nullable: true }) detail!: string | null;
  /** Who and what, as far as it could be read: for the list of held ones. */
  @Column('jsonb', { nullable: true }) summary!: { from: string | null; to: string[]; subject: string | null } | null;
  @Column('integer', { default: 0 }) attempts!: number;
  @Column('timestamptz', { default: () => 'now()' }) receivedAt!: Date;
}
