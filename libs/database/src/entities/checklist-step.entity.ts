import type { TextInLanguages } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A step that cases of one type have on their checklist. Written by `cases`. */
@Entity('checklist_step')
@Index('checklist_step_type', ['caseTypeId', 'position'])
export class ChecklistStep {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseTypeId!: string;
  @Column('jsonb') label!: TextInLanguages;
  @Column('boolean') required!: boolean;
  @Column('integer') position!: number;
  /** Null: it is on the list. One that a case has had is kept for what that case shows. */
  @Column('timestamptz', { nullable: true }) archivedAt!: Date | null;
  @Column('timestamptz') createdAt!: Date;
}
