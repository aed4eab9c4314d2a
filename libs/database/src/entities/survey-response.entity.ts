import type { ChannelKind, Language } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What somebody answered. Nothing here leads to a case or a person: the id is made from the survey's with our key, so
 * that whoever holds the link can change what they said, and the time is the day alone. Written by `surveys`.
 */
@Entity('survey_response')
@Index('survey_response_day', { synchronize: false })
export class SurveyResponse {
  @PrimaryColumn('uuid') id!: string;
  @Column('date') day!: string;
  @Column('timestamptz') at!: Date;
  @Column('uuid') teamId!: string;
  @Column('uuid', { nullable: true }) caseTypeId!: string | null;
  @Column('text') channel!: ChannelKind;
  @Column('text') language!: Language;
  @Column('integer') score!: number;
  @Column('integer', { nullable: true }) clarity!: number | null;
  @Column('text', { default: '' }) text!: string;
}
