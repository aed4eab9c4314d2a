import type { Language } from '@guichet/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An intention: what is told, in whatever language and by whatever channel. Written by `templates`. */
@Entity('template')
export class Template {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { nullable: true, unique: true }) key!: string | null;
  @Column('text') title!: string;
  @Column('text', { default: '' }) intention!: string;
  /** The sector in which alone it is known; null: everywhere. */
  @Column('uuid', { nullable: true }) sectorId!: string | null;
  @Column('text', { array: true, default: '{}' }) tags!: string[];
  @Column('text') sourceLanguage!: Language;
  @Column('date', { nullable: true }) validFrom!: string | null;
  @Column('date', { nullable: true }) validUntil!: string | null;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
}
