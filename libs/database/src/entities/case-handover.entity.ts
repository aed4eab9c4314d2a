import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * How an agent gave a case to another team last, and how it stood before: they can take that back for a moment, though they may
 * see it no longer. Written by `cases` alone.
 */
@Entity('case_handover')
export class CaseHandover {
  @PrimaryColumn('uuid') caseId!: string;
  @Column('uuid') byId!: string;
  @Column('timestamptz') at!: Date;
  @Column('jsonb') before!: unknown;
  /** The team to which it went. */
  @Column('uuid') teamId!: string;
  /** Position of its last entry afterwards. */
  @Column('integer') position!: number;
  /** The note with what the team was told; null: nothing. */
  @Column('uuid', { nullable: true }) noteId!: string | null;
}
