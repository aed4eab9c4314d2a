import type { SuppressionReason } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * That a message is sent by itself, or why it is not: one row for each cause, so that nothing is sent twice, and by address, case and
 * domain, so that no exchange of two machines goes on. It is kept for some weeks. Written by `messages`.
 */
@Entity('automatic_message')
@Index('automatic_message_at', ['at'])
@Index('automatic_message_address', ['address', 'at'], { where: 'reason is null' })
@Index('automatic_message_case', ['caseId', 'at'], { where: 'reason is null' })
@Index('automatic_message_domain', ['domain', 'at'], { where: 'domain is not null and reason is null' })
@Index('automatic_message_planned', ['at'], { where: 'entry_id is null and reason is null' })
@Index('automatic_message_entry', ['entryId'], { where: 'entry_id is not null' })
export class AutomaticMessage {
  /** What it is sent for: the message that it acknowledges, the survey, the first message that a visitor has not seen. */
  @PrimaryColumn('uuid') causeId!: string;
  @Column('text') kind!: 'acknowledgement' | 'survey' | 'continuation';
  @Column('uuid') caseId!: string;
  /** `<type>:<value>` of the handle; empty where nobody is known. */
  @Column('text') address!: string;
  /** The domain of a mail address, where that is no provider's with which anybody may have one. */
  @Column('text', { nullable: true }) domain!: string | null;
  /** The message that was sent; null: none was, or not yet. */
  @Column('uuid', { nullable: true }) entryId!: string | null;
  /** The version of the template from which it was made. */
  @Column('uuid', { nullable: true }) versionId!: string | null;
  /** The versions of the shared blocks whose text it has. */
  @Column('uuid', { array: true, default: '{}' }) blockVersionIds!: string[];
  /** Why none was sent; null: it was, or will be. */
  @Column('text', { nullable: true }) reason!: SuppressionReason | null;
  @Column('timestamptz') at!: Date;
}
