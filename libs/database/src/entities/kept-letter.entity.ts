import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The letter of a message that leaves on paper, as it was when it was first printed or handed over. Written by `messages`. */
@Entity('kept_letter')
@Index('kept_letter_digest', ['digest'])
export class KeptLetter {
  @PrimaryColumn('uuid') entryId!: string;
  /** Key of the PDF in the blob store: SHA-256 of the content. */
  @Column('text') digest!: string;
  @Column('smallint') pages!: number;
  /** The reference of the case that stands in it. */
  @Column('text') reference!: string;
  @Column('timestamptz') madeAt!: Date;
  /** How many of its orders came to nothing for certain: a provider takes the next one for another letter. */
  @Column('smallint', { default: 0 }) failedOrders!: number;
}
