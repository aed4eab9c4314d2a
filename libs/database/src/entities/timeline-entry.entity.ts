import type { ChannelKind } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/**
 * One entry of the timeline of a case. Inserted by `cases/timeline/write-cases-and-entries.ts` alone, which all other libs reach by `appendEntries`.
 * Never rewritten: a trigger refuses it, and a correction is a new entry. Only its place may change: by `cases/moving/reorder-entries.ts`.
 */
@Entity('timeline_entry')
@Index('timeline_entry_answers', ['at'], {
  where: `kind = 'message' and direction = 'out' and actor_kind = 'agent'`,
})
@Index('timeline_entry_doubted', ['caseId', 'position'], {
  where: `direction = 'in' and (data -> 'authentication' ->> 'verdict' = 'failed' or data -> 'authentication' -> 'warnings' <> '[]')`,
})
@Index('timeline_entry_sender_named', { synchronize: false })
@Unique('timeline_entry_position', ['caseId', 'position'], { deferrable: 'INITIALLY IMMEDIATE' })
export class TimelineEntry {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('integer') position!: number;
  @Column('text') kind!: 'message' | 'note' | 'activity';
  @Column('timestamptz') at!: Date;
  @Column('text') actorKind!: 'agent' | 'citizen' | 'system';
  @Column('uuid', { nullable: true }) actorId!: string | null;
  @Column('text') actorName!: string;
  @Column('uuid', { nullable: true }) channelAccountId!: string | null;
  @Column('text', { nullable: true }) channelKind!: ChannelKind | null;
  @Column('text', { nullable: true }) direction!: 'in' | 'out' | null;
  @Column('jsonb') data!: unknown;
  /** The case that it came to, where it is in another one now. */
  @Column('uuid', { nullable: true }) fromCaseId!: string | null;
  /** The version of the case with which it came to be there. */
  @Column('integer', { default: 0 }) caseVersion!: number;
}
