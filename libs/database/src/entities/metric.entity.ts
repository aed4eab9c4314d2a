import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One thing that a metric counts, with the team and the kind that its case has now. Written by `metrics` alone. */
@Entity('metric_point')
@Index('metric_point_at', { synchronize: false })
export class MetricPoint {
  @PrimaryColumn('uuid') caseId!: string;
  /** Whose points they are: other metrics may read the same. */
  @PrimaryColumn('text') metric!: string;
  /** 1, 2, 3… in the order of time. */
  @PrimaryColumn('integer') n!: number;
  @Column('timestamptz') at!: Date;
  @Column('uuid') teamId!: string;
  @Column('text') channel!: string;
  @Column('uuid') caseTypeId!: string;
  @Column('uuid') agentId!: string;
  @Column('bigint') value!: string;
}

/** Points added up, by days or months of a time zone. What a grain does not keep is none: `none`, or the nil uuid. */
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

/** In which time zones days are added up. */
@Entity('metric_zone')
export class MetricZone {
  @PrimaryColumn('text') zone!: string;
  /** Everything before it was known has been added up, too. */
  @Column('boolean', { default: false }) ready!: boolean;
}

/** When something last came by a channel account, for the board. */
@Entity('channel_activity')
export class ChannelActivity {
  @PrimaryColumn('uuid') channelAccountId!: string;
  @Column('timestamptz') lastAt!: Date;
}
