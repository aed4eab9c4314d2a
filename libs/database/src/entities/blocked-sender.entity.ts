import type { BlockReason } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A sender whose messages become spam. Rows are kept when they end, as they say who has blocked whom, and whether the sender was
 * informed. Written by `messages`.
 */
@Entity('blocked_sender')
@Index('blocked_sender_value', ['value'], { unique: true, where: 'ended_at is null' })
export class BlockedSender {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: 'address' | 'domain';
  @Column('text') value!: string;
  @Column('text') reason!: BlockReason;
  @Column('text', { default: '' }) note!: string;
  @Column('timestamptz') at!: Date;
  @Column('uuid') byId!: string;
  @Column('text') byName!: string;
  /** When the sender was informed that their messages are not read any more, and the message that says so. */
  @Column('timestamptz', { nullable: true }) informedAt!: Date | null;
  @Column('uuid', { nullable: true }) informedEntryId!: string | null;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
  @Column('uuid', { nullable: true }) endedById!: string | null;
  @Column('text', { nullable: true }) endedByName!: string | null;
}
