import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A provider's word that came before the message it is about, or while that was being sent; applied when that is known,
 * forgotten after a while. Written by `messages`.
 */
@Entity('early_report')
@Index('early_report_target', ['target'])
@Index('early_report_age', ['receivedAt'])
export class EarlyReport {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') channelAccountId!: string;
  /** External id of the message; or the id of its entry, while it is being sent. */
  @Column('text') target!: string;
  @Column('jsonb') report!: unknown;
  @Column('timestamptz') receivedAt!: Date;
}
