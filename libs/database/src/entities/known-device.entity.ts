import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A browser in which an agent has signed in. Its cookie holds a random secret that outlives sessions; only its SHA-256 is
 * kept. Several agents can share a device. Written by `access`.
 */
@Entity('known_device')
@Index('known_device_agent', ['agentId'])
export class KnownDevice {
  @PrimaryColumn('text') digest!: string;
  @PrimaryColumn('uuid') agentId!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') usedAt!: Date;
  /** Remembered no more; the row only tells that the agent has signed in before. */
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}
