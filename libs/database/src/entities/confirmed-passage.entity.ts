import { Entity, PrimaryColumn } from 'typeorm';

/** A sentence of a topic, and another one that says all that it says. Written by `templates`. */
@Entity('confirmed_passage')
export class ConfirmedPassage {
  @PrimaryColumn('uuid') topicId!: string;
  @PrimaryColumn('bigint') key!: string;
  @PrimaryColumn('bigint') otherKey!: string;
}
