import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a directory says of an agent beyond what `agent` holds. Written by `access`. */
@Entity('provisioned_agent')
export class ProvisionedAgent {
  @PrimaryColumn('uuid') agentId!: string;
  @Column('text') userName!: string;
  /** The same in lower case: two names never differ by case alone. */
  @Column('text', { unique: true }) userKey!: string;
  @Column('text', { nullable: true }) externalId!: string | null;
  @Column('text', { nullable: true }) givenName!: string | null;
  @Column('text', { nullable: true }) familyName!: string | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  /** The directory has removed it: it finds the agent no more, who stays deactivated until it brings them back. */
  @Column('timestamptz', { nullable: true }) deletedAt!: Date | null;
}
