import type { ChannelKind } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** One row of a case's timeline. Never rewritten: a trigger refuses, and a correction is a new entry. Where it lies may be corrected. */
@Entity('timeline_entry')
@Index('timeline_entry_answers', ['at'], {
  where: `kind = 'message' and direction = 'out' and actor_kind = 'agent'`,
})
@Unique('timeline_entry_position', ['caseId', 'position'], { deferrable: 'INITIALLY IMMEDIATE' })
export class TimelineEntry {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('integer') position!: number;
  @Column('text') kind!: 'message' | 'note' | 'fact';
  @Column('timestamptz') at!: Date;
  @Column('text') actorKind!: 'agent' | 'citizen' | 'system';
  @Column('uuid', { nullable: true }) actorId!: string | null;
  @Column('text') actorName!: string;
  @Column('uuid', { nullable: true }) channelId!: string | null;
  @Column('text', { nullable: true }) channelKind!: ChannelKind | null;
  @Column('text', { nullable: true }) direction!: 'in' | 'out' | null;
  @Column('jsonb') data!: unknown;
  /** The case it came to, where it lies in another one now. */
  @Column('uuid', { nullable: true }) fromCaseId!: string | null;
  /** The version of the case with which it came to lie there. */
  @Column('integer', { default: 0 }) caseVersion!: number;
}

/** The words by which the search box finds an entry. Facts have none. */
@Entity('entry_words')
@Index('entry_words_search', { synchronize: false })
export class EntryWords {
  @PrimaryColumn('uuid') entryId!: string;
  @Column('uuid') caseId!: string;
  @Column('tsvector', { select: false }) search!: string;
}
