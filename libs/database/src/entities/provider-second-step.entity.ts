import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a provider said of an agent of whom a code of ours is asked for next, for the session that follows. Written by `access`. */
@Entity('provider_second_step')
@Index('provider_second_step_link', ['signInLinkId'])
export class ProviderSecondStep {
  /** A digest of the challenge by which the second step is done. */
  @PrimaryColumn('text') challenge!: string;
  @Column('uuid') signInLinkId!: string;
  @Column('text', { array: true }) amr!: string[];
  /** Encrypted; null for a provider that speaks SAML. */
  @Column('bytea', { nullable: true }) idToken!: Buffer | null;
  @Column('timestamptz') createdAt!: Date;
}
