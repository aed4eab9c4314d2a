import type { CaseFilter } from '@guichet/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A list of cases under a name: an agent's own, a team's, or everybody's. Written by `cases`. */
@Entity('saved_view')
@Check('saved_view_scope_check', `is_shared or team_id is null`)
@Index('saved_view_owner', ['ownerId'])
@Index('saved_view_shared', ['teamId'], { where: 'is_shared' })
export class SavedView {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('jsonb') filter!: CaseFilter;
  @Column('uuid') ownerId!: string;
  @Column('boolean') isShared!: boolean;
  /** Null: it is shared with everybody, or with nobody. */
  @Column('uuid', { nullable: true }) teamId!: string | null;
  @Column('timestamptz') createdAt!: Date;
  /** Null: it is in use. One that is deleted can be restored for a day. */
  @Column('timestamptz', { nullable: true }) deletedAt!: Date | null;
}
