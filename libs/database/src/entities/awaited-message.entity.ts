import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A message that a reply refers to and that has not come: a large mail may come after the answer to it. Forgotten after a while.
 * Written by `messages`.
 */
@Entity('awaited_message')
@Index('awaited_message_age', ['since'])
export class AwaitedMessage {
  @PrimaryColumn('text') externalId!: string;
  /** The entry of the reply. */
  @PrimaryColumn('uuid') entryId!: string;
  @Column('timestamptz') since!: Date;
}
