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
