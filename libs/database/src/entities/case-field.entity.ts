import type { CaseFieldKind, CaseFieldOption, TextInLanguages } from '@guichet/contracts';
import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A field that cases of one type have. Written by `cases`. */
@Entity('case_field')
@Unique('case_field_key', ['caseTypeId', 'key'])
@Unique('case_field_kind', ['id', 'kind'])
@Check('case_field_key_check', `key ~ '^[a-z][a-z0-9_]{0,39}$' and key <> 'constructor'`)
@Check('case_field_kind_check', `kind in ('text', 'long-text', 'number', 'date', 'yes-no', 'choice', 'choices')`)
export class CaseField {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseTypeId!: string;
  /** How integrators, filters and templates name it. It never changes. */
  @Column('text') key!: string;
  @Column('text') kind!: CaseFieldKind;
  @Column('jsonb') label!: TextInLanguages;
  @Column('jsonb') help!: TextInLanguages;
  @Column('jsonb') options!: CaseFieldOption[];
  @Column('boolean') required!: boolean;
  @Column('integer') position!: number;
  /** Null: it is in use. */
  @Column('timestamptz', { nullable: true }) archivedAt!: Date | null;
  @Column('timestamptz') createdAt!: Date;
}
