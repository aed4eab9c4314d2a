import type { Handle, SideConversationState } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A correspondence about a case with others than its citizen. It stays with the case in which it began; where that was merged, it is
 * read in the case that it is part of now. Written by `messages`.
 */
@Entity('side_conversation')
@Index('side_conversation_case', ['caseId'])
@Index('side_conversation_started', ['startedAt'])
@Index('side_conversation_starter', ['startedById', 'startedAt'])
export class SideConversation {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('uuid') channelAccountId!: string;
  @Column('text') subject!: string;
  @Column('jsonb') recipients!: Handle[];
  @Column('text') state!: SideConversationState;
  @Column('timestamptz') since!: Date;
  @Column('uuid') startedById!: string;
  @Column('text') startedBy!: string;
  @Column('timestamptz') startedAt!: Date;
}
