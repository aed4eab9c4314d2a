import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * The draft of the reply of a case that is shared with those who see the case. It has its own words: the drafts that agents have for
 * themselves stay beside it as they are. Written by `cases` and `messages`.
 */
@Entity('shared_draft')
@Index('shared_draft_case', ['caseId'], { unique: true, where: 'sent_entry_id is null' })
@Index('shared_draft_sent', ['sentEntryId'], { where: 'sent_entry_id is not null' })
export class SharedDraft {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  /** The one who can write and send it. */
  @Column('uuid') writerId!: string;
  /** Another one each time when somebody begins to write it: what belongs to an earlier turn changes nothing any more. */
  @Column('uuid') turnId!: string;
  @Column('uuid') sharedById!: string;
  @Column('timestamptz') sharedAt!: Date;
  /** As the content of a `draft`. */
  @Column('jsonb') content!: object;
  /** What stood there before its writer took it over, or emptied it. */
  @Column('jsonb', { nullable: true }) previous!: object | null;
  @Column('timestamptz') updatedAt!: Date;
  /** Who has written in it. */
  @Column('uuid', { array: true }) authorIds!: string[];
  /** The notes that comment it, in their order. */
  @Column('uuid', { array: true }) commentIds!: string[];
  /** The reply that it became: should that be cancelled, it is a shared draft again. */
  @Column('uuid', { nullable: true }) sentEntryId!: string | null;
  /** As that of a `draft`. */
  @Column('uuid', { nullable: true }) undoneMoveId!: string | null;
}
