import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A browser on which an agent is notified; it ends with the session. Written by `notifications`. */
@Entity('push_subscription')
@Index('push_subscription_agent', ['agentId'])
export class PushSubscription {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') agentId!: string;
  /** One browser has one session, and one subscription. */
  @Column('uuid', { unique: true }) sessionId!: string;
  @Column('text', { nullable: true }) userAgent!: string | null;
  /** Encrypted: the address and the keys, by which anybody could write to the browser. */
  @Column('bytea') sealed!: Buffer;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) usedAt!: Date | null;
}
