import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** An account at a provider by which an agent signs in, whatever its address becomes. Written by `access`. */
@Entity('sign_in_link')
@Unique('sign_in_link_account', ['issuer', 'subject', 'idpId'])
@Index('sign_in_link_agent', ['agentId'])
export class SignInLink {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') agentId!: string;
  /** By which they came last; null where it was removed. */
  @Column('uuid', { nullable: true }) providerId!: string | null;
  @Column('text') issuer!: string;
  @Column('text') subject!: string;
  /** ProConnect: the identity provider behind it, whose subjects are its own. Else empty. */
  @Column('text') idpId!: string;
  /** The address that the provider gave at first. */
  @Column('text') address!: string;
  /** Null: an administrator is to say whether the account belongs to the agent. */
  @Column('timestamptz', { nullable: true }) approvedAt!: Date | null;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) usedAt!: Date | null;
  /** When an administrator parted it from the agent, who comes in by it no more; null: never, or approved again since. */
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}
