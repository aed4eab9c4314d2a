import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * The cookie holds a random secret; only its SHA-256 is kept, so a copy of this table opens no session. Written by
 * `access`.
 */
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
