import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A citizen who wants no surveys. It holds for the person, whichever of their addresses was asked. Written by `surveys`. */
@Entity('survey_refusal')
export class SurveyRefusal {
  @PrimaryColumn('uuid') citizenId!: string;
  @Column('timestamptz') at!: Date;
}
