import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Entries that were moved, split off or merged, and where they were before. Written by `cases/moving` alone. */
@Entity('entry_move')
@Index('entry_move_from', ['fromId'])
@Index('entry_move_into', ['intoId'])
export class EntryMove {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') how!: 'moved' | 'split' | 'merged';
  @Column('uuid') fromId!: string;
  @Column('uuid') intoId!: string;
  @Column('jsonb') before!: unknown;
  @Column('timestamptz') at!: Date;
  /** The agent who moved them; null where the system did. The name is as it was then. */
  @Column('uuid', { nullable: true }) byId!: string | null;
  @Column('text') byName!: string;
  @Column('timestamptz', { nullable: true }) undoneAt!: Date | null;
  @Column('uuid', { nullable: true }) undoneById!: string | null;
  @Column('text', { nullable: true }) undoneBy!: string | null;
}
