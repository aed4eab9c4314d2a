import type {
  BlockEdit,
  ChannelKind,
  Language,
  RenderingLevel,
  TemplateContent,
  FactVerdict,
  VersionState,
} from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An intention: what is told, in whatever language and by whatever channel. */
@Entity('template')
export class Template {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { nullable: true, unique: true }) key!: string | null;
  @Column('text') title!: string;
  @Column('text', { default: '' }) intention!: string;
  @Column('text', { nullable: true }) sector!: string | null;
  @Column('text', { array: true, default: '{}' }) tags!: string[];
  @Column('text') sourceLanguage!: Language;
  @Column('date', { nullable: true }) validFrom!: string | null;
  @Column('date', { nullable: true }) validUntil!: string | null;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
}

/** One wording of a template in one language. A trigger refuses to change what is no draft any more. */
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
  @Column('timestamptz', { nullable: true }) withdrawnAt!: Date | null;
  @Column('text', { nullable: true }) withdrawnBy!: string | null;
  @Column('uuid', { nullable: true }) withdrawnById!: string | null;
  @Column('text', { nullable: true }) remark!: string | null;
}

/** What was sent with a template, as figures and boards read it; the answer itself keeps the same as its provenance. */
@Entity('template_use')
@Index('template_use_template', ['templateId', 'at'])
@Index('template_use_team', ['teamId', 'at'])
@Index('template_use_at', ['at'])
export class TemplateUse {
  @PrimaryColumn('uuid') entryId!: string;
  @Column('uuid') caseId!: string;
  @Column('uuid') teamId!: string;
  @Column('uuid') agentId!: string;
  @Column('uuid') templateId!: string;
  @Column('uuid') versionId!: string;
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

/** What a secure page shows: the full answer behind the link in one that had too little room. */
@Entity('reply_page')
@Index('reply_page_entry', ['entryId'])
export class ReplyPage {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') entryId!: string;
  @Column('text') language!: Language;
  @Column('text') subject!: string;
  @Column('text') html!: string;
  @Column('timestamptz') at!: Date;
}
