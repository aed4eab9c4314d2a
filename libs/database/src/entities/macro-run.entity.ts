import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a macro has changed in one case, for as long as that can be undone. Written by `messages/macros`. */
@Entity('macro_run')
@Index('macro_run_case', ['caseId'])
@Index('macro_run_at', ['at'])
export class MacroRun {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('uuid') agentId!: string;
  @Column('timestamptz') at!: Date;
  /** Each field as it was and as it is since. */
  @Column('jsonb') changes!: unknown;
  /** Null: it was not undone. */
  @Column('timestamptz', { nullable: true }) undoneAt!: Date | null;
}
