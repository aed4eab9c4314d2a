import { Entity, PrimaryColumn } from 'typeorm';

/** A day on which a letter was brought to the post: one that came back and was posted again has several. Written by `messages`. */
@Entity('letter_posting')
export class LetterPosting {
  @PrimaryColumn('uuid') entryId!: string;
  @PrimaryColumn('timestamptz') postedAt!: Date;
}
