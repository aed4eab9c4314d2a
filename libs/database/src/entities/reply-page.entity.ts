import type { Language } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What a secure page shows: the full answer behind the link in one that had too little room. Written by `templates` and
 * `messages`.
 */
@Entity('reply_page')
@Index('reply_page_entry', ['entryId'])
export class ReplyPage {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') entryId!: string;
  @Column('text') language!: Language;
  @Column('text') subject!: string;
  @Column('text') html!: string;
  @Column('timestamptz') at!: Date;
}
