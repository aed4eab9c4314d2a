import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * The words by which the search box finds an entry; most activities have none. Written by `cases` together
 * with the entry.
 */
@Entity('entry_words')
@Index('entry_words_search', { synchronize: false })
export class EntryWords {
  @PrimaryColumn('uuid') entryId!: string;
  @Column('uuid') caseId!: string;
  /** The team of the case, by which the index leaves out what an agent may not see; `Scope` decides by the case. */
  @Column('uuid') teamId!: string;
  @Column('tsvector', { select: false }) search!: string;
}
