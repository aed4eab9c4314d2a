import type { DeliveryStatus } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A message on its way: a state machine on its own row, claimed with `for update skip locked`. Written by `messages` and
 * `cases`.
 */
@Entity('delivery')
@Index('delivery_due', ['channelAccountId', 'dueAt'], { where: `state in ('scheduled', 'queued')` })
@Index('delivery_transmission', ['transmissionId'], { where: 'transmission_id is not null' })
@Index('delivery_sending', ['startedAt'], { where: `state = 'sending'` })
@Index('delivery_to_print', ['entryId'], { where: `state = 'to-print'` })
@Index('delivery_blocked', ['entryId'], { where: `state = 'blocked'` })
@Index('delivery_case', ['caseId'])
@Index('delivery_unsent', ['entryId'], { where: `state in ('canceled', 'blocked', 'failed')` })
@Index('delivery_cancel_if_citizen_replies', ['caseId'], { where: `state = 'scheduled' and cancel_if_citizen_replies` })
export class Delivery {
  /** Its entry; of a side conversation, its message there. */
  @PrimaryColumn('uuid') entryId!: string;
  @Column('uuid', { nullable: true }) sideConversationId!: string | null;
  /** The transmission whose message it is, to the administration or to the citizen. */
  @Column('uuid', { nullable: true }) transmissionId!: string | null;
  @Column('uuid') caseId!: string;
  @Column('uuid') channelAccountId!: string;
  @Column('text') state!: DeliveryStatus;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('integer', { default: 0 }) attempts!: number;
  @Column('timestamptz') dueAt!: Date;
  /** When an agent wanted it to leave, where that was not at once. */
  @Column('timestamptz', { nullable: true }) scheduledFor!: Date | null;
  @Column('timestamptz', { nullable: true }) startedAt!: Date | null;
  @Column('timestamptz') changedAt!: Date;
  /** In how many messages of the provider it leaves. */
  @Column('smallint', { default: 1 }) parts!: number;
  /** When a try began of which nobody knows whether it left. */
  @Column('timestamptz', { nullable: true }) uncertainSince!: Date | null;
  /** When it left: its place in what the citizen sees. */
  @Column('timestamptz', { nullable: true }) sentAt!: Date | null;
  /** It is blocked, and waits for an agent, when the citizen writes before it is sent. */
  @Column('boolean', { default: false }) cancelIfCitizenReplies!: boolean;
  /** When a copy of it went on by another channel, as it had not been seen. */
  @Column('timestamptz', { nullable: true }) continuedAt!: Date | null;
  @Column('jsonb', { default: '[]' }) recipients!: { address: string; status: DeliveryStatus; reason: string | null }[];
}
