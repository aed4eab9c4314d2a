import type { ConfirmedMeaning, Language, TemplateContent, VersionState } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * One wording of a template in one language. A trigger refuses to change what is no draft any more. Written by
 * `templates`.
 */
@Entity('template_version')
@Index('template_version_number', ['templateId', 'language', 'number'], { unique: true })
@Index('template_version_open', ['templateId', 'language'], { unique: true, where: `state in ('draft', 'review')` })
@Index('template_version_approved', ['templateId', 'language'], { unique: true, where: `state = 'approved'` })
export class TemplateVersion {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') templateId!: string;
  @Column('text') language!: Language;
  @Column('integer') number!: number;
  @Column('text') state!: VersionState;
  @Column('jsonb') content!: TemplateContent;
  @Column('integer', { nullable: true }) sourceNumber!: number | null;
  /**
   * The revision of the source with which a translation was submitted, where that was a draft still, which keeps its number while it is
   * written on.
   */
  @Column('integer', { nullable: true }) sourceRevision!: number | null;
  @Column('integer', { default: 1 }) revision!: number;
  @Column('timestamptz') createdAt!: Date;
  @Column('text') createdBy!: string;
  /** The agent; null for the versions that Guichet brings. The name is as it was then. */
  @Column('uuid', { nullable: true }) createdById!: string | null;
  @Column('timestamptz', { nullable: true }) submittedAt!: Date | null;
  @Column('text', { nullable: true }) submittedBy!: string | null;
  @Column('uuid', { nullable: true }) submittedById!: string | null;
  @Column('timestamptz', { nullable: true }) approvedAt!: Date | null;
  @Column('text', { nullable: true }) approvedBy!: string | null;
  @Column('uuid', { nullable: true }) approvedById!: string | null;
  /** The differences in words that whoever approved it took for the same. */
  @Column('jsonb', { default: [] }) confirmed!: ConfirmedMeaning[];
  @Column('timestamptz', { nullable: true }) withdrawnAt!: Date | null;
  @Column('text', { nullable: true }) withdrawnBy!: string | null;
  @Column('uuid', { nullable: true }) withdrawnById!: string | null;
  @Column('text', { nullable: true }) remark!: string | null;
}
