import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * Points added up, by days or months of a time zone. What a grain does not keep is none: `none`, or the nil uuid.
 * Written by `metrics`.
 */
@Entity('metric_rollup')
export class MetricRollup {
  @PrimaryColumn('text') metric!: string;
  @PrimaryColumn('text') granularity!: string;
  @PrimaryColumn('text') zone!: string;
  /** Of a month: its first. */
  @PrimaryColumn('date') day!: string;
  @PrimaryColumn('uuid') teamId!: string;
  @PrimaryColumn('text') channel!: string;
  @PrimaryColumn('uuid') caseTypeId!: string;
  @PrimaryColumn('uuid') agentId!: string;
  /** Of a duration, or an hour of the week; 0 where the grain keeps none. */
  @PrimaryColumn('smallint') bucket!: number;
  @Column('integer') n!: number;
  @Column('bigint') total!: string;
}
