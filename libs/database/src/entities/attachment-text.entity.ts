import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * The text of a file, by which the search box finds it; it goes with its attachment. What is shown of it is decided by the
 * attachment and its case. Written by `messages`, by a job.
 */
@Entity('attachment_text')
@Index('attachment_text_search', { synchronize: false })
@Index('attachment_text_unread', ['attachmentId'], { where: `state in ('waiting', 'reading')` })
export class AttachmentText {
  @PrimaryColumn('uuid') attachmentId!: string;
  /** `failed`: it has stopped its reader, and is not tried again. */
  @Column('text') state!: 'waiting' | 'reading' | 'read' | 'failed';
  @Column('smallint', { default: 0 }) attempts!: number;
  @Column('timestamptz', { nullable: true }) claimedAt!: Date | null;
  /** Empty for a file without text. */
  @Column('text', { default: '' }) text!: string;
  @Column('tsvector', { nullable: true, select: false }) search!: string | null;
  /** Its case. Triggers of the database write both. */
  @Column('uuid', { nullable: true, select: false }) caseId!: string | null;
  /** The team of its case, by which the index leaves out what an agent may not see, as in `EntryWords`. */
  @Column('uuid', { nullable: true, select: false }) teamId!: string | null;
}
