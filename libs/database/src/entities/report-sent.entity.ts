import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who has got a report for which period: nobody gets it twice. Written by `metrics`. */
@Entity('report_sent')
export class ReportSent {
  @PrimaryColumn('uuid') reportId!: string;
  @PrimaryColumn('uuid') agentId!: string;
  /** Its first day. */
  @PrimaryColumn('date') period!: string;
  @Column('timestamptz') at!: Date;
}
