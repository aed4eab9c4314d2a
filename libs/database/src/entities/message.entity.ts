import type { DeliveryStatus } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What threading and deduplication need to know of a message entry. */
@Entity('message')
@Index('message_external', ['externalId'])
@Index('message_once', ['externalId', 'fingerprint'], { unique: true, where: `direction = 'in'` })
@Index('message_case', ['caseId'])
@Index('message_conversation', ['channelAccountId', 'handleId', 'entryId'])
@Index('message_handle', ['handleId', 'entryId'])
export class Message {
  @PrimaryColumn('uuid') entryId!: string;
  @Column('uuid') caseId!: string;
  @Column('uuid') channelAccountId!: string;
  @Column('text') direction!: 'in' | 'out';
  /** The provider's id; a mail's Message-ID without brackets. */
  @Column('text') externalId!: string;
  @Column('text', { default: '' }) fingerprint!: string;
  @Column('uuid', { nullable: true }) envelopeId!: string | null;
  /** The citizen's side: who wrote it, or the first whom it was written to. */
  @Column('uuid', { nullable: true }) handleId!: string | null;
}

/** What a provider calls a message of ours, or a part of one that is sent in several, and how far that has come. */
@Entity('message_part')
@Index('message_part_entry', ['entryId'])
export class MessagePart {
  @PrimaryColumn('text') externalId!: string;
  @Column('uuid') entryId!: string;
  /** Its place, from 0. Null: another try has taken it, and what is told of this one decides nothing. */
  @Column('smallint', { nullable: true }) position!: number | null;
  @Column('text', { default: 'sent' }) state!: DeliveryStatus;
  @Column('text', { nullable: true }) reason!: string | null;
}

/** A provider's word that came before the message it is about, or while that was being sent; applied when that is known, forgotten after a while. */
@Entity('early_report')
@Index('early_report_target', ['target'])
@Index('early_report_age', ['receivedAt'])
export class EarlyReport {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') channelAccountId!: string;
  /** External id of the message; or the id of its entry, while it is being sent. */
  @Column('text') target!: string;
  @Column('jsonb') report!: unknown;
  @Column('timestamptz') receivedAt!: Date;
}

/** A file of a message, a draft or a template; its bytes are in the blob store. Written by `messages`. */
@Entity('attachment')
@Index('attachment_entry', ['entryId'])
@Index('attachment_digest', ['digest'])
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
  @Column('uuid', { nullable: true }) caseId!: string | null;
  @Column('uuid', { nullable: true }) uploadedBy!: string | null;
  /** A file of a template: answers get copies of this row. */
  @Column('boolean', { default: false }) ofTemplate!: boolean;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('text', { default: 'ready' }) state!: 'ready' | 'pending' | 'lost';
  /** What the provider knows it by, and the account to ask by. */
  @Column('text', { nullable: true }) source!: string | null;
  @Column('uuid', { nullable: true }) channelAccountId!: string | null;
}

/** An answer on its way: a state machine on its own row, claimed with `for update skip locked`. */
@Entity('delivery')
@Index('delivery_due', ['channelAccountId', 'dueAt'], { where: `state in ('scheduled', 'queued')` })
@Index('delivery_sending', ['startedAt'], { where: `state = 'sending'` })
@Index('delivery_case', ['caseId'])
@Index('delivery_unsent', ['entryId'], { where: `state in ('canceled', 'blocked', 'failed')` })
@Index('delivery_cancel_if_citizen_replies', ['caseId'], { where: `state = 'scheduled' and cancel_if_citizen_replies` })
export class Delivery {
  @PrimaryColumn('uuid') entryId!: string;
  @Column('uuid') caseId!: string;
  @Column('uuid') channelAccountId!: string;
  @Column('text') state!: DeliveryStatus;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('integer', { default: 0 }) attempts!: number;
  @Column('timestamptz') dueAt!: Date;
  @Column('timestamptz', { nullable: true }) startedAt!: Date | null;
  @Column('timestamptz') changedAt!: Date;
  /** In how many messages of the provider it leaves. */
  @Column('smallint', { default: 1 }) parts!: number;
  /** When a try began of which nobody knows whether it left. */
  @Column('timestamptz', { nullable: true }) uncertainSince!: Date | null;
  /** When it left: its place in what the citizen sees. */
  @Column('timestamptz', { nullable: true }) sentAt!: Date | null;
  /** It is blocked, and waits for an agent, when the citizen writes before it is sent. */
  @Column('boolean', { default: false }) cancelIfCitizenReplies!: boolean;
  /** When a copy of it went on by another channel, as it had not been seen. */
  @Column('timestamptz', { nullable: true }) continuedAt!: Date | null;
  @Column('jsonb', { default: '[]' }) recipients!: { address: string; status: DeliveryStatus; reason: string | null }[];
}
