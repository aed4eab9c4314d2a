import type { EventType } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A change, written in the transaction that makes it. Read in commit order: (transaction, id) below the oldest still open. */
@Entity('event')
@Index('event_order', ['xid', 'id'])
export class Event {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' }) id!: string;
  @Column('bigint', { default: () => '((pg_current_xact_id())::text)::bigint' }) xid!: string;
  @Column('timestamptz', { default: () => 'now()' }) at!: Date;
  @Column('text') type!: EventType;
  @Column('uuid', { nullable: true }) caseId!: string | null;
  /** Teams that may know of it; empty: everybody. */
  @Column('uuid', { array: true, default: '{}' }) teamIds!: string[];
  /** Only this agent may know of it. */
  @Column('uuid', { nullable: true }) agentId!: string | null;
  @Column('uuid', { nullable: true }) actorId!: string | null;
  @Column('jsonb') data!: unknown;
}
