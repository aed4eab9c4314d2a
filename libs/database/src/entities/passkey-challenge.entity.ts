import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a passkey is asked to sign, once: to sign in, to prove who uses a session, or to be added. Written by `access`. */
@Entity('passkey_challenge')
@Index('passkey_challenge_age', ['expiresAt'])
export class PasskeyChallenge {
  /** A digest of the challenge. */
  @PrimaryColumn('text') digest!: string;
  /** Who alone may bring the signature: `browser` and a digest of its cookie, or `session` and its id. */
  @Column('text') boundTo!: string;
  @Column('timestamptz') expiresAt!: Date;
}
