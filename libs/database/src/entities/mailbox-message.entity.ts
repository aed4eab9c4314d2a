import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * Where the payload of an envelope lies in a mailbox, by which the mailbox is compared with what is here. Written by `messages` in the
 * transaction that stores the envelope.
 */
@Entity('mailbox_message')
export class MailboxMessage {
  @PrimaryColumn('uuid') channelAccountId!: string;
  @PrimaryColumn('text') folder!: string;
  @PrimaryColumn('text') uidValidity!: string;
  @PrimaryColumn('bigint') uid!: string;
  /** That of the envelope. */
  @Column('text') externalId!: string;
}
