import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A sign-in with a wrong address, password or code, or one that came after too many of these, for 30 days. Written by `access`. */
@Entity('refused_sign_in')
@Index('refused_sign_in_age', ['at'])
export class RefusedSignIn {
  @PrimaryColumn('uuid') id!: string;
  @Column('timestamptz') at!: Date;
  /**
   * The account as typed; shortened where there is none of that name, as it may be a password in the wrong field. Empty: an unknown
   * passkey, or nothing was typed.
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
  /** It came after too many, and so do all others until then; null: it was refused for what was typed. */
  @Column('timestamptz', { nullable: true }) blockedUntil!: Date | null;
}
