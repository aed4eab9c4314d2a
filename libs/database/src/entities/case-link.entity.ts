import type { CaseLinkKind } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** That a case belongs together with another, or may. Written by `cases` and `messages`. */
@Entity('case_link')
@Index('case_link_other', ['otherId'])
export class CaseLink {
  @PrimaryColumn('uuid') caseId!: string;
  @PrimaryColumn('uuid') otherId!: string;
  @Column('text') state!: 'suggested' | 'linked' | 'dismissed';
  @Column('text', { nullable: true }) reason!: string | null;
  /** What the other case is to this one. */
  @Column('text', { default: 'related' }) kind!: CaseLinkKind;
}
