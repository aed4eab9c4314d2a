import type { Scan } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A file of a message, a draft or a template; its bytes are in the blob store. Written by `messages`, `chat` and
 * `templates`.
 */
@Entity('attachment')
@Index('attachment_entry', ['entryId'])
@Index('attachment_digest', ['digest'])
@Index('attachment_waiting', ['id'], { where: `state = 'waiting'` })
@Index('attachment_loose', ['createdAt'], { where: 'entry_id is null and not of_template' })
export class Attachment {
  @PrimaryColumn('uuid') id!: string;
  /** Key in the blob store: SHA-256 of the content. Null until it was fetched from the provider. */
  @Column('text', { nullable: true }) digest!: string | null;
  @Column('text') name!: string;
  @Column('text') type!: string;
  @Column('integer') size!: number;
  @Column('boolean', { default: false }) inline!: boolean;
  /** Null while it is only uploaded: then it belongs to its uploader alone. */
  @Column('uuid', { nullable: true }) entryId!: string | null;
  /** The message of a side conversation that it belongs to instead of an entry. */
  @Column('uuid', { nullable: true }) sideMessageId!: string | null;
  @Column('uuid', { nullable: true }) caseId!: string | null;
  @Column('uuid', { nullable: true }) uploadedBy!: string | null;
  /** A file of a template: answers get copies of this row. */
  @Column('boolean', { default: false }) ofTemplate!: boolean;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('text', { default: 'ready' }) state!: 'ready' | 'pending' | 'lost' | 'waiting' | 'locked';
  /** What the virus scanner found. */
  @Column('jsonb', { nullable: true }) scan!: Scan | null;
  /** What the provider knows it by, and the account to ask by. */
  @Column('text', { nullable: true }) source!: string | null;
  @Column('uuid', { nullable: true }) channelAccountId!: string | null;
}
