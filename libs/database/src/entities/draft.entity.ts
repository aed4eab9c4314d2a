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
}
