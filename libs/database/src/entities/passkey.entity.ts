import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A passkey of an agent (WebAuthn): the public half of a key that their device or password manager keeps. Written by `access`. */
@Entity('passkey')
@Index('passkey_agent', ['agentId'])
export class Passkey {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') agentId!: string;
  /** What the device calls it, as base64url. */
  @Column('text', { unique: true }) credentialId!: string;
  /** In the form of COSE. */
  @Column('bytea') publicKey!: Buffer;
  /** How often it was used, by its own count; 0 where its device does not count. A `bigint`, which comes as text. */
  @Column('bigint') counter!: string;
  /** The host for which it was made: at another address, browsers do not offer it. */
  @Column('text') rpId!: string;
  /** How browsers reach its device, such as `usb` or `internal`. */
  @Column('text', { array: true }) transports!: string[];
  /** As its agent calls it. */
  @Column('text') name!: string;
  /** Whether an account keeps it (Apple, Google, a password manager), so that several devices have it. */
  @Column('boolean') synced!: boolean;
  /** The browsers with which it was added, and with which it was last used. */
  @Column('text', { nullable: true }) addedWith!: string | null;
  @Column('text', { nullable: true }) usedWith!: string | null;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) usedAt!: Date | null;
}
