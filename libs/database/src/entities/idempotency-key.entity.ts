import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A creating POST that was answered; the same key gets the same answer for a day. Written by `access`. */
@Entity('idempotency_key')
@Index('idempotency_key_age', ['createdAt'])
export class IdempotencyKey {
  @PrimaryColumn('uuid') agentId!: string;
  @PrimaryColumn('text') key!: string;
  /** Method, path and digest of the body: another request under the same key is refused. */
  @Column('text') request!: string;
  @Column('jsonb', { nullable: true }) response!: unknown;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
