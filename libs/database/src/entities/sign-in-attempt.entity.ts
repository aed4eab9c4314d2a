import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A sign-in for which a browser was sent to a provider, until it comes back. Written by `access`. */
@Entity('sign_in_attempt')
@Index('sign_in_attempt_age', ['createdAt'])
export class SignInAttempt {
  /** A digest of the `state` with which they come back. */
  @PrimaryColumn('text') state!: string;
  @Column('uuid') providerId!: string;
  /** A digest of the secret in a cookie: only the browser that was sent there may come back. */
  @Column('text') browser!: string;
  /** Encrypted JSON: `{ nonce, verifier, isAgain, begunAt }`. */
  @Column('bytea') secrets!: Buffer;
  /** A path of the console. */
  @Column('text') returnTo!: string;
  /** SAML: encrypted, what the provider sent, until the browser that was sent there fetches it. */
  @Column('bytea', { nullable: true }) response!: Buffer | null;
  @Column('timestamptz') createdAt!: Date;
}
