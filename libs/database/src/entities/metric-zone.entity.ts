import { Column, Entity, PrimaryColumn } from 'typeorm';

/** In which time zones days are added up. Written by `metrics`. */
@Entity('metric_zone')
export class MetricZone {
  @PrimaryColumn('text') zone!: string;
  /** Everything before it was known has been added up, too. */
  @Column('boolean', { default: false }) ready!: boolean;
}
