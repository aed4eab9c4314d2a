import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A step of a case: one of its type that was done there once, with the id that it has in the type, or one that was added to this case
 * alone. A row each, so that colleagues tick different steps at once. Written by `cases`.
 */
@Entity('case_step')
@Index('case_step_template', ['templateStepId'])
@Check('case_step_kind_check', `(template_step_id is null) <> (label is null)`)
@Check('case_step_template_check', `template_step_id is null or template_step_id = id`)
@Check('case_step_done_check', `(done_at is null) = (done_by is null)`)
export class CaseStep {
  @PrimaryColumn('uuid') caseId!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { nullable: true }) templateStepId!: string | null;
  /** Of a step of the case itself, in the words of who added it. */
  @Column('text', { nullable: true }) label!: string | null;
  @Column('integer') position!: number;
  @Column('timestamptz', { nullable: true }) doneAt!: Date | null;
  @Column('jsonb', { nullable: true }) doneBy!: { id: string; name: string } | null;
}
