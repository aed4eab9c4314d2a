import type { CaseFieldKind, CaseFieldValue as Value } from '@guichet/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What a case has in a field. Its kind stands here, too, so that the database refuses a value of another kind, and a field that
 * changes its kind while there are values. Written by `cases`, with `field_terms` of the case, by which it is found.
 */
@Entity('case_field_value')
@Check(
  'case_field_value_check',
  `jsonb_typeof(value) = case kind when 'number' then 'number' when 'yes-no' then 'boolean' when 'choices' then 'array' else 'string' end`,
)
@Index('case_field_value_field', ['fieldId'])
export class CaseFieldValue {
  @PrimaryColumn('uuid') caseId!: string;
  @PrimaryColumn('uuid') fieldId!: string;
  @Column('text') kind!: CaseFieldKind;
  @Column('jsonb') value!: Value;
  /** When somebody gave the case this value: from that day, rules count the days to one that stands in the field. */
  @Column('timestamptz', { default: () => 'now()' }) filledAt!: Date;
}
