import type { DeliverabilityFinding } from '@guichet/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A domain from which mail is sent: whether it is signed here, and what its DNS was last found to publish. Written by `messages`. */
@Entity('sending_domain')
export class SendingDomain {
  @PrimaryColumn('text') domain!: string;
  /** Mail is signed by the keys of the domain that DNS publishes. False where the relay signs itself, or nobody does. */
  @Column('boolean', { default: false }) signs!: boolean;
  @Column('jsonb', { default: [] }) findings!: DeliverabilityFinding[];
  @Column('timestamptz', { nullable: true }) checkedAt!: Date | null;
}
