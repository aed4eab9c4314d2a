import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A sign-in that was refused, for 30 days: with a wrong address, password, code, passkey or secret, after too many of these, or of
 * somebody whom a provider sent. Written by `access`.
 */
@Entity('refused_sign_in')
@Index('refused_sign_in_age', ['at'])
export class RefusedSignIn {
  @PrimaryColumn('uuid') id!: string;
  @Column('timestamptz') at!: Date;
  /**
   * The account as typed, or as the provider says; shortened where there is none of that name, as it may be a password in the wrong
   * field. Empty: an unknown passkey, nothing was typed, or a provider named nobody.
   */
  @Column('text') account!: string;
  /** Null: no agent has this address. */
  @Column('uuid', { nullable: true }) agentId!: string | null;
  /** A `RefusedSignInCause`; null: there were too many, or it is of before causes were kept. */
  @Column('text', { nullable: true }) cause!: string | null;
  /** The name of the provider that is concerned. */
  @Column('text', { nullable: true }) provider!: string | null;
  /** The address of the network. */
  @Column('text') address!: string;
  @Column('text', { nullable: true }) userAgent!: string | null;
  /** It came after too many, and so do all others until then; null: there were not. */
  @Column('timestamptz', { nullable: true }) blockedUntil!: Date | null;
}
