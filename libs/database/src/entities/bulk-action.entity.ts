import type { BulkAction as Action, BulkActionState, CaseFilter, TokenScope } from '@guichet/contracts';
import type { Macro } from './macro.entity.js';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What an agent does to many cases at once. One at a time: unique index `bulk_action_running`. Written by `messages/bulk`. */
@Entity('bulk_action')
@Check('bulk_action_state_check', `state in ('preparing', 'ready', 'running', 'done', 'canceled', 'undoing', 'undone')`)
@Index('bulk_action_running', ['agentId'], {
  unique: true,
  where: `state in ('preparing', 'ready', 'running', 'undoing')`,
})
@Index('bulk_action_agent', ['agentId', 'startedAt'])
export class BulkAction {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') agentId!: string;
  /** Of the token by which it was begun, which narrow what it may do; null: a session. */
  @Column('jsonb', { nullable: true }) scopes!: TokenScope[] | null;
  @Column('jsonb') action!: Action;
  /** The macro that is applied, as it was when the action began; null: none is. */
  @Column('jsonb', { nullable: true }) macro!: Pick<Macro, 'name' | 'acts' | 'channels' | 'caseTypeIds'> | null;
  /** The list of which all cases were chosen: one that has left it since stays as it is; null: they were chosen one by one. */
  @Column('jsonb', { nullable: true }) filter!: CaseFilter | null;
  @Column('text') state!: BulkActionState;
  @Column('timestamptz') startedAt!: Date;
  /** When it last came further: one that does not has lost its process. */
  @Column('timestamptz') movedAt!: Date;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
  /** True: its agent has seen its result. */
  @Column('boolean', { default: false }) dismissed!: boolean;
}
