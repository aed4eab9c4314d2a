import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A word of entries, without accents, and in how many it is: by it the search forgives typos and weighs words. The row of the empty
 * word says how many entries were read. Words of files are not among them, so that a file leaves nothing when it goes. Written by `cases`.
 */
@Entity('search_word')
@Index('search_word_alike', { synchronize: false })
@Index('search_word_beginning', { synchronize: false })
export class SearchWord {
  @PrimaryColumn('text') word!: string;
  @Column('integer') entries!: number;
}
