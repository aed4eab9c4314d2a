import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * How much of a limit is used up. The table is unlogged: a count costs no write to the disk, and all are zero after a crash of
 * Postgres. Written by `SharedLimiter`, which knows the columns by their order.
 */
@Entity('rate_limit')
export class RateLimit {
  /** The name of the limit and a digest of who uses it. */
  @PrimaryColumn('text') key!: string;
  @Column('bigint') points!: string;
  /** Milliseconds since 1970. */
  @Column('bigint', { nullable: true }) expire!: string | null;
}
