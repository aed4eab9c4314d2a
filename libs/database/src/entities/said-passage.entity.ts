import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What a sentence said in answers of one topic, which is a case type or a template. It has no text: words are hashes, as are addresses,
 * numbers of telephones and links, and
 * sentences that say the same of the same are one row. Written by `templates`, by a reader of the log.
 */
@Entity('said_passage')
@Index('said_passage_last', ['topicId', 'saidAt'])
export class SaidPassage {
  @PrimaryColumn('uuid') topicId!: string;
  /** 64 bits of what it says; 0: nothing that could be read. */
  @PrimaryColumn('bigint') key!: string;
  @Column('text', { nullable: true }) language!: string | null;
  /** As `ReadPassage` of `templates`. */
  @Column('jsonb') read!: object;
  @Column('timestamptz') saidAt!: Date;
}
