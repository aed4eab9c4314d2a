import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A request that was passed on to the administration that is competent for it, with a notice to the citizen. Both deliveries name it, so
 * that it is known once they have left. Written by `messages`.
 */
@Entity('transmission')
@Index('transmission_case', ['caseId'])
export class Transmission {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  /** The administration, and how it is reached, as the citizen is told. */
  @Column('text') authority!: string;
  @Column('text') contact!: string;
  /** The day that the citizen is told. */
  @Column('date') passedOn!: string;
  /** Null: it was not passed on by mail. */
  @Column('uuid', { nullable: true }) sideConversationId!: string | null;
  @Column('uuid') noticeEntryId!: string;
  /** Whether the case is closed once both have left. */
  @Column('boolean') closes!: boolean;
  /** Position of the last entry of the case then: what the citizen has written since keeps it open. */
  @Column('integer') position!: number;
  @Column('uuid') byId!: string;
  @Column('text') by!: string;
  @Column('timestamptz') at!: Date;
  @Column('timestamptz', { nullable: true }) doneAt!: Date | null;
}
