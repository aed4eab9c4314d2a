import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What an agent is writing in a case. Written by `cases` and `messages`. */
@Entity('draft')
@Index('draft_template', { synchronize: false })
export class Draft {
  @PrimaryColumn('uuid') caseId!: string;
  @PrimaryColumn('uuid') agentId!: string;
  /** Whether it is a reply or a note. */
  @PrimaryColumn('text') mode!: 'reply' | 'note';
  @Column('jsonb') content!: unknown;
  @Column('timestamptz') updatedAt!: Date;
  @Column('timestamptz', { default: () => 'now()' }) begunAt!: Date;
  /** The merge of its case that was undone after words of it had been written: it may go to another person since. */
  @Column('uuid', { nullable: true }) undoneMoveId!: string | null;
}
