import type { ChannelKind } from '@guichet/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One configured number, mailbox or page. Written by `messages` and `edge`. */
@Entity('channel_account')
export class ChannelAccount {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: ChannelKind;
  @Column('text') name!: string;
  /** The team of its new cases, whose agents may write from it. */
  @Column('uuid') teamId!: string;
  /** Every team may write from it. */
  @Column('boolean', { default: false }) shared!: boolean;
  @Column('boolean', { default: true }) enabled!: boolean;
  /** Without its secrets. */
  @Column('jsonb') config!: Record<string, unknown>;
  /** Encrypted JSON: dotted path → value. */
  @Column('bytea', { nullable: true }) secrets!: Buffer | null;
  /** Our own addresses of this account, in their one spelling. */
  @Column('text', { array: true }) addresses!: string[];
  @Column('text', { default: 'unknown' }) health!: 'ok' | 'error' | 'unknown';
  @Column('text', { nullable: true }) healthReason!: string | null;
  /** The fault was found by sending, so that a message that leaves shows that it is over. */
  @Column('boolean', { default: false }) healthOfSending!: boolean;
  @Column('timestamptz', { nullable: true }) healthAt!: Date | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
