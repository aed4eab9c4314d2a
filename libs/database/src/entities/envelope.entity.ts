import type { Authentication, QuarantineDecision, QuarantineReason } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A payload we took responsibility for, as it came. Small ones lie in `raw`, large ones in the blob store. Written by
 * `messages`.
 */
@Entity('envelope')
@Index('envelope_source', ['channelAccountId', 'externalId'], { unique: true })
@Index('envelope_received', ['id'], { where: `state = 'received'` })
@Index('envelope_blob', ['blob'], { where: 'blob is not null' })
@Index('envelope_quarantined', ['id'], { where: `state = 'quarantined'` })
@Index('envelope_discarded', ['id'], { where: `state = 'discarded'` })
export class Envelope {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') channelAccountId!: string;
  @Column('text') externalId!: string;
  @Column('jsonb') headers!: Record<string, string>;
  @Column('bytea', { nullable: true }) raw!: Buffer | null;
  @Column('text', { nullable: true }) blob!: string | null;
  @Column('integer') size!: number;
  @Column('text', { default: 'received' }) state!: 'received' | 'processed' | 'quarantined' | 'discarded';
  @Column('text', { nullable: true }) reason!: QuarantineReason | null;
  @Column('text', { nullable: true }) detail!: string | null;
  /** Sender, recipients and subject as far as they could be read, for the list of the quarantine. */
  @Column('jsonb', { nullable: true }) summary!: { from: string | null; to: string[]; subject: string | null } | null;
  /** What an agent decided on it while it was in quarantine; `discarded` keeps it, and can be undone. */
  @Column('jsonb', { nullable: true }) decision!: QuarantineDecision | null;
  /** Who wrote it, as it was judged when it came; kept of what is in quarantine, and null where nobody judges. */
  @Column('jsonb', { nullable: true }) authentication!: Authentication | null;
  @Column('integer', { default: 0 }) attempts!: number;
  @Column('timestamptz', { default: () => 'now()' }) receivedAt!: Date;
}
