import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A link by which an agent chooses a password, once. Of its secret only the SHA-256 is kept. A newer link for the same purpose
 * takes its place. Written by `access`.
 */
@Entity('password_link')
export class PasswordLink {
  @PrimaryColumn('uuid') agentId!: string;
  /** `invitation`: of somebody who has never had a password; `reset`: of somebody who forgot theirs. */
  @PrimaryColumn('text') purpose!: 'invitation' | 'reset' | 'forgotten';
  /** Null until the mail is written: its secret is made for the mail and kept nowhere. */
  @Column('text', { nullable: true, unique: true }) digest!: string | null;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  /** What became of the mail with the link; `none`: it was handed over by an administrator. */
  @Column('text') mail!: 'waiting' | 'sent' | 'failed' | 'none';
  /** Why it failed: a reason of the channels. */
  @Column('text', { nullable: true }) mailProblem!: string | null;
}
