import type { Authentication } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What threading and deduplication need to know of a message entry. Written by `messages`. */
@Entity('message')
@Index('message_external', ['externalId'])
@Index('message_once', ['externalId', 'fingerprint'], { unique: true, where: `direction = 'in'` })
@Index('message_case', ['caseId'])
@Index('message_conversation', ['channelAccountId', 'handleId', 'entryId'])
@Index('message_handle', ['handleId', 'entryId'])
@Index('message_judged_again', ['caseId'], { where: 'authentication is not null' })
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
  /** What was found of who wrote it after it had come; null: what its entry says holds. */
  @Column('jsonb', { nullable: true }) authentication!: Authentication | null;
}
