import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Two sentences of a topic that answer one question differently; the smaller key first. Written by `templates`. */
@Entity('contrary_passage')
export class ContraryPassage {
  @PrimaryColumn('uuid') topicId!: string;
  @PrimaryColumn('bigint') key!: string;
  @PrimaryColumn('bigint') otherKey!: string;
  /** What they differ in, as `fact duration`. */
  @Column('text') slot!: string;
  /** Both speak of the same for certain; else a person has to see. */
  @Column('boolean', { default: true }) sure!: boolean;
}
