import type { DeliveryStatus } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What threading and deduplication need to know of a message entry. */
@Entity('message')
@Index('message_external', ['externalId'])
@Index('message_once', ['externalId', 'fingerprint'], { unique: true, where: `direction = 'in'` })
@Index('message_case', ['caseId'])
export class Message {
  @PrimaryColumn('uuid') entryId!: string;
  @Column('uuid') caseId!: string;
  @Column('uuid') channelId!: string;
  @Column('text') direction!: 'in' | 'out';
  /** The provider's id; a mail's Message-ID without brackets. */
  @Column('text') externalId!: string;
  @Column('text', { default: '' }) fingerprint!: string;
  @Column('uuid', { nullable: true }) envelopeId!: string | null;
}

@Entity('attachment')
@Index('attachment_entry', ['entryId'])
@Index('attachment_loose', ['createdAt'], { where: 'entry_id is null' })
export class Attachment {
  @PrimaryColumn('uuid') id!: string;
  /** Key in the blob store: SHA-256 of the content. */
  @Column('text') digest!: string;
  @Column('text') name!: string;
  @Column('text') type!: string;
  @Column('integer') size!: number;
  @Column('boolean', { default: false }) inline!: boolean;
  /** Null while it is only uploaded: then it belongs to its uploader alone. */
  @Column('uuid', { nullable: true }) entryId!: string | null;
  @Column('uuid', { nullable: true }) caseId!: string | null;
  @Column('uuid', { nullable: true }) uploadedBy!: string | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}

/** An answer on its way: a state machine on its own row, claimed with `for update skip locked`. */
@Entity('delivery')
@Index('delivery_due', ['channelId', 'dueAt'], { where: `state in ('held', 'queued')` })
@Index('delivery_sending', ['startedAt'], { where: `state = 'sending'` })
@Index('delivery_case', ['caseId'])
export class Delivery {
  @PrimaryColumn('uuid') entryId!: string;
  @Column('uuid') caseId!: string;
  @Column('uuid') channelId!: string;
  @Column('text') state!: DeliveryStatus;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('integer', { default: 0 }) attempts!: number;
  @Column('timestamptz') dueAt!: Date;
  @Column('timestamptz', { nullable: true }) startedAt!: Date | null;
  @Column('timestamptz') changedAt!: Date;
  @Column('jsonb', { default: '[]' }) recipients!: { address: string; status: DeliveryStatus; reason: string | null }[];
}
