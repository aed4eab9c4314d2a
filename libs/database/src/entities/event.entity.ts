import type { EventType } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A change, written in the transaction that makes it. Read in commit order: (transaction, id) below the oldest still
 * open. Written by `database`.
 */
@Entity('event')
@Index('event_order', ['xid', 'id'])
export class Event {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' }) id!: string;
  /** Filled by the database; the default is written here as TypeORM reads it back, without its casts. */
  @Column('bigint', { default: () => '((pg_current_xact_id()))' }) xid!: string;
  @Column('timestamptz', { default: () => 'now()' }) at!: Date;
  @Column('text') type!: EventType;
  @Column('uuid', { nullable: true }) caseId!: string | null;
  /** Who may know of it. */
  @Column('text') audience!: 'teams' | 'agent' | 'colleagues' | 'all-teams' | 'everybody';
  /** Of the audiences `teams` and `colleagues`. */
  @Column('uuid', { array: true, default: '{}' }) teamIds!: string[];
  /** Of the audiences `agent` and `colleagues`. */
  @Column('uuid', { nullable: true }) agentId!: string | null;
  @Column('uuid', { nullable: true }) actorId!: string | null;
  @Column('jsonb') data!: unknown;
}
