import type { Evidence, Handle as HandleShape } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One way to reach a person, linked to them by evidence. Written by `citizens` and `messages`. */
@Entity('handle')
@Index('handle_value', ['type', 'value'], { unique: true })
@Index('handle_citizen', ['citizenId'])
@Index('handle_beginning', { synchronize: false })
@Index('handle_ending', { synchronize: false })
export class Handle {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') type!: HandleShape['type'];
  @Column('text') value!: string;
  @Column('text', { default: '' }) name!: string;
  @Column('uuid') citizenId!: string;
  /** The strongest that stands of what `handle_evidence` holds. */
  @Column('text') evidence!: Evidence;
  @Column('boolean', { default: false }) verified!: boolean;
  @Column('timestamptz', { default: () => 'now()' }) linkedAt!: Date;
  /** When a bounce or a complaint that matches no message of ours last named it; later messages make up for that. */
  @Column('timestamptz', { nullable: true }) unreachableAt!: Date | null;
  /** Why: a code of the channel's texts, or the words of the bounce. */
  @Column('text', { nullable: true }) unreachableReason!: string | null;
}
