import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How an agent is. Whoever has no row was never here. Written by `workforce`. */
@Entity('agent_presence')
export class AgentPresence {
  @PrimaryColumn('uuid') agentId!: string;
  /** What the agent says; without a connection it is worth nothing. */
  @Column('text', { default: 'available' }) state!: 'available' | 'busy' | 'away';
  @Column('timestamptz') since!: Date;
  /** A live connection was seen at this time; null: none since the last one was closed. */
  @Column('timestamptz', { nullable: true }) heartbeatAt!: Date | null;
  @Column('boolean', { default: false }) absent!: boolean;
  /** When the absence began; null: there is none, or it began before this was kept. */
  @Column('timestamptz', { nullable: true }) absentSince!: Date | null;
  @Column('timestamptz', { nullable: true }) absentUntil!: Date | null;
  @Column('uuid', { nullable: true }) substituteId!: string | null;
  /** The next absence, which has not begun: `from`, `until`, `substituteId`, `handOver`. */
  @Column('jsonb', { nullable: true }) planned!: Record<string, string | null> | null;
  /** When a case was last given to them by itself. */
  @Column('timestamptz', { nullable: true }) lastAssignedAt!: Date | null;
}
