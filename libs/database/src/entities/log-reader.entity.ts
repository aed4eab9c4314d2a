import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far a reader has read the event log; written by `LogReader` alone. */
@Entity('log_reader')
export class LogReaderPosition {
  @PrimaryColumn('text') name!: string;
  @Column('text') position!: string;
}
