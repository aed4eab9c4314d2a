import type { SignInProfile } from '@guichet/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A server by which agents sign in (OpenID Connect, SAML 2.0). Written by `access`. */
@Entity('sign_in_provider')
export class SignInProvider {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') profile!: SignInProfile;
  /** As the provider writes it in its tokens or assertions. */
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
  /** SAML: where people sign in there; else empty. */
  @Column('text', { default: '' }) signInUrl!: string;
  /** SAML: by which it signs, in PEM. */
  @Column('text', { array: true, default: '{}' }) certificates!: string[];
  /** SAML: the attribute with the mail address; empty: one of the usual names. */
  @Column('text', { default: '' }) mailAttribute!: string;
  @Column('timestamptz') createdAt!: Date;
}
