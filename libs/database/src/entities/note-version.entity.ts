import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What the author of a note has made of it later. The entry keeps the first wording, as entries are never rewritten; the last version is
 * what the note says. Inserted by `cases/timeline/write-note-version.ts` alone.
 */
@Entity('note_version')
export class NoteVersion {
  @PrimaryColumn('uuid') entryId!: string;
  @PrimaryColumn('integer') version!: number;
  @Column('timestamptz') at!: Date;
  /** Null: the note was removed. */
  @Column('text', { nullable: true }) text!: string | null;
  @Column('uuid', { array: true, default: '{}' }) mentions!: string[];
}
