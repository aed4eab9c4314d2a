import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A person who writes to us. That two are one is a pointer to the other, so that a merge can be undone. Written by
 * `citizens`, `cases` and `messages`.
 */
@Entity('citizen')
@Index('citizen_words', { synchronize: false })
@Index('citizen_merged_words', { synchronize: false })
@Index('citizen_name', { synchronize: false })
@Index('citizen_root', ['rootId'])
export class Citizen {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  /** Whom this one was merged into. Handles and cases stay here: undoing a merge is taking the pointer away. */
  @Column('uuid', { nullable: true }) mergedIntoId!: string | null;
  /** The end of the chain of merges; oneself where there is none. All with one root are one person. */
  @Column('uuid') rootId!: string;
  /** Whether it was ever merged with another, either way round; also where that was undone. */
  @Column('boolean', { default: false }) wasMerged!: boolean;
}
