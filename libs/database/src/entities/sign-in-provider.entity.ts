import type { SignInProfile } from '@guichet/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A server by which agents sign in (OpenID Connect). Written by `access`. */
@Entity('sign_in_provider')
export class SignInProvider {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') profile!: SignInProfile;
  /** As the provider writes it in its tokens. */
  @Column('text') issuer!: string;
  /** Empty until the administrator has it from the provider. */
  @Column('text') clientId!: string;
  /** Encrypted. */
  @Column('bytea', { nullable: true }) clientSecret!: Buffer | null;
  /** Lower case. */
  @Column('text', { array: true }) domains!: string[];
  @Column('text', { array: true }) sirets!: string[];
  /** Whether an unknown person becomes an agent of the team when they first sign in. */
  @Column('boolean') createsAgents!: boolean;
  @Column('uuid', { nullable: true }) teamId!: string | null;
  @Column('boolean') passwordsAllowed!: boolean;
  @Column('boolean') active!: boolean;
  @Column('timestamptz') createdAt!: Date;
}
