import type { Language } from '@guichet/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** An intention: what is told, in whatever language and by whatever channel. Written by `templates`. */
@Entity('template')
@Check('template_block_check', `not is_block or num_nonnulls(sector_id, team_id, owner_id) = 0`)
@Check('template_scope_check', `num_nonnulls(sector_id, team_id, owner_id) <= 1`)
export class Template {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { nullable: true, unique: true }) key!: string | null;
  @Column('text') title!: string;
  @Column('text', { default: '' }) intention!: string;
  /** The sector in which alone it is known; null: everywhere. */
  @Column('uuid', { nullable: true }) sectorId!: string | null;
  /** The team whose it is; null: it is no team's. At most one of sector, team and owner is known. */
  @Column('uuid', { nullable: true }) teamId!: string | null;
  /** The agent who has written it for themselves alone; null: it is nobody's own. */
  @Column('uuid', { nullable: true }) ownerId!: string | null;
  /** The agent's own text of which it is a copy; null: nobody has proposed it. */
  @Column('uuid', { nullable: true }) proposedFromId!: string | null;
  /** Whether it is a part that other templates include, and no reply. Such a part is everybody's. */
  @Column('boolean', { default: false }) isBlock!: boolean;
  @Column('text', { array: true, default: '{}' }) tags!: string[];
  @Column('text') sourceLanguage!: Language;
  @Column('date', { nullable: true }) validFrom!: string | null;
  @Column('date', { nullable: true }) validUntil!: string | null;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
}
