import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The access that a provider has given to an account that signs in by OAuth 2. Written by `messages`. */
@Entity('oauth_grant')
export class OAuthGrant {
  @PrimaryColumn('uuid') channelAccountId!: string;
  /** A digest of the app and the servers for which it was given; with other settings it is not used. */
  @Column('text') boundTo!: string;
  /** Encrypted JSON: `{ accessToken, refreshToken, expiresAt }`; null before the first token of an app that signs in as itself. */
  @Column('bytea', { nullable: true }) tokens!: Buffer | null;
  /** What `tokens` was before, as two attempts may have saved out of order: tried where the present refresh token is refused. */
  @Column('bytea', { nullable: true }) previousTokens!: Buffer | null;
  /** When a new access token is fetched: some time before the present one expires. */
  @Column('timestamptz', { nullable: true }) renewAt!: Date | null;
  /** Why somebody must sign in again; null while the consent is good. */
  @Column('text', { nullable: true }) fault!: string | null;
  @Column('timestamptz', { nullable: true }) consentedAt!: Date | null;
  /** The attempt that fetches a new token now. It counts until the time beside it, as its process may die. */
  @Column('uuid', { nullable: true }) renewingBy!: string | null;
  @Column('timestamptz', { nullable: true }) renewingUntil!: Date | null;
}
