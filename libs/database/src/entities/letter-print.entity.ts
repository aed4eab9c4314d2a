import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A letter of a print, in the order of its pages: who printed it and when. Written by `messages`. */
@Entity('letter_print')
@Index('letter_print_entry', ['entryId', 'printedAt'])
export class LetterPrint {
  /** That of the whole print. */
  @PrimaryColumn('uuid') id!: string;
  @PrimaryColumn('smallint') position!: number;
  @Column('uuid') entryId!: string;
  @Column('timestamptz') printedAt!: Date;
  @Column('uuid') printedById!: string;
  @Column('text') printedByName!: string;
}
