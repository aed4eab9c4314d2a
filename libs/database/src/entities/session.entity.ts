import type { TokenScope } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The cookie holds a random secret; only its SHA-256 is kept, so a copy of this table opens no session. */
@Entity('session')
@Index('session_agent', ['agentId'])
export class Session {
  @PrimaryColumn('text') digest!: string;
  /** What a list of one's sessions names it by; proves nothing. */
  @Column('uuid', { unique: true }) id!: string;
  @Column('uuid') agentId!: string;
  @Column('text') csrfToken!: string;
  @Column('text', { nullable: true }) userAgent!: string | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { default: () => 'now()' }) seenAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
}

/** A token of an agent for a program, kept as its SHA-256. Written by `access`. */
@Entity('api_token')
@Index('api_token_agent', ['agentId'])
export class ApiToken {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { unique: true }) digest!: string;
  @Column('uuid') agentId!: string;
  @Column('text') name!: string;
  @Column('text', { array: true }) scopes!: TokenScope[];
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { nullable: true }) lastUsedAt!: Date | null;
  @Column('timestamptz') expiresAt!: Date;
}

/** A creating POST that was answered; the same key gets the same answer for a day. */
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
