import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * The cookie holds a random secret; only its SHA-256 is kept, so a copy of this table opens no session. Written by
 * `access`.
 */
@Entity('session')
@Index('session_agent', ['agentId'])
@Index('session_sign_in_link', ['signInLinkId'], { where: 'sign_in_link_id is not null' })
export class Session {
  @PrimaryColumn('text') digest!: string;
  /** What a list of one's sessions names it by; proves nothing. */
  @Column('uuid', { unique: true }) id!: string;
  @Column('uuid') agentId!: string;
  @Column('text') csrfToken!: string;
  @Column('text', { nullable: true }) userAgent!: string | null;
  /** Where on the network it was opened. */
  @Column('text', { nullable: true }) networkAddress!: string | null;
  /** It ends when its agent has done nothing for this time. */
  @Column('integer') idleMinutes!: number;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { default: () => 'now()' }) seenAt!: Date;
  /** When it last proved who uses it: by signing in, or by a password or code since. */
  @Column('timestamptz', { default: () => 'now()' }) provedAt!: Date;
  /** When it last proved it by a passkey or a code, beside the sign-in; null: never. */
  @Column('timestamptz', { nullable: true }) factorProvedAt!: Date | null;
  @Column('timestamptz') expiresAt!: Date;
  /** The account at a provider by which it was opened; null: by a password. */
  @Column('uuid', { nullable: true }) signInLinkId!: string | null;
  /** How the provider made sure of the agent (RFC 8176), such as `pwd` or `mfa`. */
  @Column('text', { array: true, default: '{}' }) amr!: string[];
  /** Encrypted: what the provider wants to see again when the agent signs out there. */
  @Column('bytea', { nullable: true }) idToken!: Buffer | null;
}
