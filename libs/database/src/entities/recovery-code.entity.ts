import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A code by which an agent signs in once without their authenticator app, kept as its keyed digest. Written by `access`. */
@Entity('recovery_code')
export class RecoveryCode {
  @PrimaryColumn('uuid') agentId!: string;
  @PrimaryColumn('text') digest!: string;
  @Column('timestamptz', { nullable: true }) usedAt!: Date | null;
}
