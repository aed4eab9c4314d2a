import type { BulkItemState, BulkReplyPreview, Problem } from '@guichet/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** By what the reply that was shown is made again, word for word, when it is sent. */
export interface BulkReplyAsMade {
  channelAccountId: string;
  /** Of the case that it answers. */
  version: number;
  /** The page of its `reply_link`, and the version of its template. */
  replyPageId?: string;
  templateNumber?: number;
  fileIds: string[];
}

/** One case of an action on many, and how far that has come with it. Written by `messages/bulk`, with the case in one transaction. */
@Entity('bulk_item')
@Check('bulk_item_state_check', `state in ('waiting', 'prepared', 'done', 'unchanged', 'refused', 'undone', 'kept')`)
@Index('bulk_item_state', ['actionId', 'state', 'position'])
export class BulkItem {
  @PrimaryColumn('uuid') actionId!: string;
  @PrimaryColumn('uuid') caseId!: string;
  /** Its place in the list. */
  @Column('integer') position!: number;
  /** The version of the case when the action began: its agent knows of nothing that came later. */
  @Column('integer') caseVersion!: number;
  @Column('text', { default: 'waiting' }) state!: Exclude<BulkItemState, 'undelivered'>;
  /** Why it was refused, or could not be undone. */
  @Column('jsonb', { nullable: true }) refusal!: Pick<Problem, 'code' | 'reason' | 'errors' | 'data'> | null;
  /** What the action has changed: each field as it was and as it is. */
  @Column('jsonb', { nullable: true }) changes!: unknown;
  /** The reply that waits to be confirmed. */
  @Column('jsonb', { nullable: true }) reply!: (BulkReplyPreview & BulkReplyAsMade) | null;
  /** The reply that was written. */
  @Column('uuid', { nullable: true }) entryId!: string | null;
}
