import type { ChannelKind, Language, MetricName, WriteReport } from '@guichet/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Figures that go to agents by mail, again and again. Written by `metrics`. */
@Entity('report')
export class Report {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') every!: WriteReport['every'];
  @Column('integer') hour!: number;
  @Column('text') timeZone!: string;
  @Column('text', { array: true }) metrics!: MetricName[];
  @Column('text') groupBy!: WriteReport['groupBy'];
  @Column('uuid', { nullable: true }) teamId!: string | null;
  @Column('text', { nullable: true }) channel!: ChannelKind | null;
  @Column('text') language!: Language;
  @Column('uuid', { array: true }) agentIds!: string[];
  @Column('boolean', { default: true }) active!: boolean;
  /** Null while it is not active. */
  @Column('timestamptz', { nullable: true }) nextAt!: Date | null;
  @Column('timestamptz', { nullable: true }) lastAt!: Date | null;
  /** Whom the last one did not reach, and why. */
  @Column('jsonb', { default: '[]' }) problems!: { email: string; reason: string }[];
  @Column('timestamptz') createdAt!: Date;
}
