import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** Somebody whom a provider sent and who has no account here, for 30 days after they last came. Written by `access`. */
@Entity('sign_in_without_account')
@Unique('sign_in_without_account_person', ['providerId', 'address', 'subject'])
@Index('sign_in_without_account_age', ['lastAt'])
export class SignInWithoutAccount {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') providerId!: string;
  /** The mail address that the provider gave, in lower case; empty: none. */
  @Column('text') address!: string;
  /** What the provider calls them, where it gave no address; else empty. */
  @Column('text') subject!: string;
  @Column('text', { nullable: true }) name!: string | null;
  /** Whether the provider vouches for the address, and its domain is one of the provider's, when they last came. */
  @Column('boolean') proved!: boolean;
  /** How often they came. */
  @Column('integer') times!: number;
  @Column('timestamptz') lastAt!: Date;
}
