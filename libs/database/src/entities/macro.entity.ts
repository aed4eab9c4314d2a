import type { ChannelKind, MacroAct } from '@guichet/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Several acts under a name: an agent's own, a team's, or everybody's. Written by `messages/macros`. */
@Entity('macro')
@Check('macro_scope_check', `is_shared or team_id is null`)
@Index('macro_owner', ['ownerId'])
@Index('macro_shared', ['teamId'], { where: 'is_shared' })
export class Macro {
  @PrimaryColumn('uuid') id!: string;
  /** Another one after each change, so that nobody applies or replaces what they have not seen. */
  @Column('int', { default: 1 }) version!: number;
  @Column('text') name!: string;
  @Column('jsonb') acts!: MacroAct[];
  /** The cases that it is for: with one of these channels; empty: with any. */
  @Column('text', { array: true, default: '{}' }) channels!: ChannelKind[];
  /** Of one of these types; empty: of any. */
  @Column('uuid', { array: true, default: '{}' }) caseTypeIds!: string[];
  @Column('uuid') ownerId!: string;
  @Column('boolean') isShared!: boolean;
  /** Null: it is shared with everybody, or with nobody. */
  @Column('uuid', { nullable: true }) teamId!: string | null;
  @Column('timestamptz') createdAt!: Date;
  /** Null: it is in use. One that is deleted can be restored for a day. */
  @Column('timestamptz', { nullable: true }) deletedAt!: Date | null;
}
