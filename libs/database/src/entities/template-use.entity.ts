import type { BlockEdit, ChannelKind, Language, RenderingLevel, FactVerdict } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What was sent with a template, as figures and boards read it; the answer itself keeps the same as its provenance.
 * Written by `templates`.
 */
@Entity('template_use')
@Index('template_use_template', ['templateId', 'at'])
@Index('template_use_team', ['teamId', 'at'])
@Index('template_use_at', ['at'])
@Index('template_use_blocks', { synchronize: false })
export class TemplateUse {
  @PrimaryColumn('uuid') entryId!: string;
  @Column('uuid') caseId!: string;
  @Column('uuid') teamId!: string;
  @Column('uuid') agentId!: string;
  @Column('uuid') templateId!: string;
  @Column('uuid') versionId!: string;
  /** The versions of the shared blocks whose text it has. */
  @Column('uuid', { array: true, default: '{}' }) blockVersionIds!: string[];
  @Column('text') language!: Language;
  @Column('text') channelKind!: ChannelKind;
  @Column('text') level!: RenderingLevel;
  @Column('text', { array: true, default: '{}' }) tags!: string[];
  @Column('boolean') verbatim!: boolean;
  /** Without anybody's data: names of variables stand for their values. */
  @Column('jsonb') edits!: Omit<BlockEdit, 'before'>[];
  @Column('jsonb') facts!: FactVerdict[];
  @Column('timestamptz') at!: Date;
}
