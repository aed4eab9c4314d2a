import type { DkimAlgorithm } from '@guichet/contracts';
import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/**
 * A key by which a domain signs its mail (DKIM). It signs once DNS publishes it, and until a newer one of the same kind does. Written by
 * `messages`.
 */
@Entity('dkim_key')
@Unique('dkim_key_domain_selector', ['domain', 'selector'])
export class DkimKey {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') domain!: string;
  @Column('text') selector!: string;
  @Column('text') algorithm!: DkimAlgorithm;
  /** Encrypted PEM. */
  @Column('bytea') privateKey!: Buffer;
  /** As the record in DNS has it. */
  @Column('text') publicKey!: string;
  @Column('timestamptz') createdAt!: Date;
  /** When it was first seen in DNS. */
  @Column('timestamptz', { nullable: true }) publishedAt!: Date | null;
  /** When a newer one took its place. Mail that is under way still needs its record for some days. */
  @Column('timestamptz', { nullable: true }) replacedAt!: Date | null;
}
