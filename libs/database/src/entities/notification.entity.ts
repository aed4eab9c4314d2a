import type { NotificationAbout } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What one agent was notified of; written by `notifications` alone. */
@Entity('notification')
@Index('notification_agent', ['agentId', 'id'])
@Index('notification_unread', { synchronize: false })
@Index('notification_awaits_push', ['agentId'], { where: 'awaits_push' })
@Index('notification_awaits_mail', ['agentId'], { where: 'awaits_mail and read_at is null' })
@Index('notification_once', { synchronize: false })
export class Notification {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') agentId!: string;
  @Column('uuid', { nullable: true }) caseId!: string | null;
  @Column('jsonb') about!: NotificationAbout;
  /** An agent gets at most one notification with the same key. */
  @Column('text', { nullable: true }) dedupeKey!: string | null;
  @Column('timestamptz') at!: Date;
  /** Whether the console lists it without drawing attention to it. */
  @Column('boolean', { default: false }) quiet!: boolean;
  /** Whether the devices of the agent are still to be told of it. */
  @Column('boolean', { default: false }) awaitsPush!: boolean;
  /** Whether a mail is still to tell of it. */
  @Column('boolean', { default: false }) awaitsMail!: boolean;
  @Column('timestamptz', { nullable: true }) readAt!: Date | null;
}
