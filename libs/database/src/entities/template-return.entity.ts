import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * That a version of a template was returned to its author: appended, never rewritten, and kept where the draft is discarded. Written by
 * `templates`.
 */
@Entity('template_return')
@Index('template_return_version', ['versionId', 'at'])
export class TemplateReturn {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') versionId!: string;
  @Column('uuid') agentId!: string;
  /** As it was then. */
  @Column('text') agentName!: string;
  /** What is to be changed; null: it was not said. */
  @Column('text', { nullable: true }) remark!: string | null;
  /** Which revision of the version it was; null: it was not kept yet. */
  @Column('integer', { nullable: true }) revision!: number | null;
  @Column('timestamptz') at!: Date;
  /** The submission that it answers, which the version itself forgets with the next one. */
  @Column('timestamptz', { nullable: true }) submittedAt!: Date | null;
  @Column('text', { nullable: true }) submittedBy!: string | null;
  @Column('uuid', { nullable: true }) submittedById!: string | null;
}
