import type { ChannelKind, Language } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A citizen was asked how it went, once per case. What they answered is not here. Written by `surveys`. */
@Entity('survey')
@Index('survey_case', ['caseId'], { unique: true })
@Index('survey_entry', ['entryId'])
@Index('survey_citizen', ['citizenId'])
@Index('survey_sent', { synchronize: false })
export class Survey {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  /** Who was asked: the case may be another citizen's by now. */
  @Column('uuid', { nullable: true }) citizenId!: string | null;
  @Column('uuid') teamId!: string;
  @Column('uuid', { nullable: true }) caseTypeId!: string | null;
  @Column('text') channel!: ChannelKind;
  @Column('uuid') entryId!: string;
  @Column('text') language!: Language;
  @Column('timestamptz') sentAt!: Date;
  /** To the day only: more would lead to the answer. */
  @Column('timestamptz', { nullable: true }) respondedAt!: Date | null;
}
