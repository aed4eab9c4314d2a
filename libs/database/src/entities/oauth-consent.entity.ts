import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A consent for which an administrator was sent to a provider, until they come back. Written by `messages`. */
@Entity('oauth_consent')
export class OAuthConsent {
  /** A digest of the `state` with which they come back. */
  @PrimaryColumn('text') state!: string;
  @Column('uuid') channelAccountId!: string;
  /** Only the session that was sent there may come back. */
  @Column('uuid') sessionId!: string;
  /** As in the grant that it shall become. */
  @Column('text') boundTo!: string;
  /** Encrypted: the verifier of PKCE. */
  @Column('bytea') verifier!: Buffer;
  @Column('timestamptz') createdAt!: Date;
}
