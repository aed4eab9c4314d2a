import type { ChannelKind, Language } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A citizen was asked how it went, once per case. What they answered is not here. */
@Entity('survey')
@Index('survey_case', ['caseId'], { unique: true })
@Index('survey_sent', { synchronize: false })
export class Survey {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('uuid') teamId!: string;
  @Column('uuid', { nullable: true }) caseTypeId!: string | null;
  @Column('text') channel!: ChannelKind;
  @Column('uuid') entryId!: string;
  @Column('text') language!: Language;
  @Column('timestamptz') sentAt!: Date;
  /** To the day only: more would lead to the answer. */
  @Column('timestamptz', { nullable: true }) respondedAt!: Date | null;
}

/**
 * What somebody answered. Nothing here leads to a case or a person: the id is made from the survey's with our key, so that
 * whoever holds the link can change what they said, and the time is the day alone.
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
