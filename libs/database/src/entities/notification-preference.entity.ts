import type { MailDigest, NotificationChoices, QuietHours } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Of what an agent wants to be notified, and how; whoever has chosen nothing has no row. Written by `notifications`. */
@Entity('notification_preference')
@Index('notification_preference_digest_due', ['digestDue'], { where: 'digest_due is not null' })
export class NotificationPreference {
  @PrimaryColumn('uuid') agentId!: string;
  @Column('jsonb') choices!: NotificationChoices;
  @Column('boolean') sound!: boolean;
  @Column('jsonb') quiet!: QuietHours;
  /** Until then only the list of the console tells of anything. */
  @Column('timestamptz', { nullable: true }) pausedUntil!: Date | null;
  /** Null: nothing was chosen. */
  @Column('jsonb', { nullable: true }) digest!: MailDigest | null;
  /** When the next mail of unread notifications is due; null: never. */
  @Column('timestamptz', { nullable: true }) digestDue!: Date | null;
  /** The time for which the latest of them was due: none is sent for it, or for one before it, again. */
  @Column('timestamptz', { nullable: true }) digestClaimed!: Date | null;
}
