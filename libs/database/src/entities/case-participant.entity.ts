import { Entity, Index, PrimaryColumn } from 'typeorm';

/** The handles with which a case may be discussed: they wrote in it, or an agent wrote to them. Written by `cases` and `messages`. */
@Entity('case_participant')
@Index('case_participant_handle', ['handleId'])
export class CaseParticipant {
  @PrimaryColumn('uuid') caseId!: string;
  @PrimaryColumn('uuid') handleId!: string;
}
