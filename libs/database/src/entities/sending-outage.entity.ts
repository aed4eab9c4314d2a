import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * An account whose server refuses everything or does not respond: since when, and how often in a row. Ends with the first message
 * that the server takes or refuses by itself. Written by `messages`.
 */
@Entity('sending_outage')
export class SendingOutage {
  @PrimaryColumn('uuid') channelAccountId!: string;
  @Column('int') failures!: number;
  @Column('timestamptz') since!: Date;
  /** Why the last attempt failed: a code of the channel's texts, or the provider's words. */
  @Column('text') reason!: string;
  /** How often a single message was tried in vain since then: the pauses between them grow. */
  @Column('int', { default: 0 }) probes!: number;
  /** From when on one message is tried; null while all are, as it has not failed often enough. */
  @Column('timestamptz', { nullable: true }) probeAt!: Date | null;
}
