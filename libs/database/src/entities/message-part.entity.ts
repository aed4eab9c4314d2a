import type { DeliveryStatus } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What a provider calls a message of ours, or a part of one that is sent in several, and how far that has come. Written
 * by `messages`.
 */
@Entity('message_part')
@Index('message_part_entry', ['entryId'])
export class MessagePart {
  @PrimaryColumn('text') externalId!: string;
  @Column('uuid') entryId!: string;
  /** Its place, from 0. Null: another try has taken it, and what is told of this one decides nothing. */
  @Column('smallint', { nullable: true }) position!: number | null;
  @Column('text', { default: 'sent' }) state!: DeliveryStatus;
  @Column('text', { nullable: true }) reason!: string | null;
}
