import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The authenticator app of an agent (TOTP). Written by `access`. */
@Entity('second_factor')
export class SecondFactor {
  @PrimaryColumn('uuid') agentId!: string;
  /** Encrypted: the secret from which the codes are made. */
  @Column('bytea') secret!: Buffer;
  @Column('timestamptz') createdAt!: Date;
  /** When a code of it came back; before, it counts for nothing. */
  @Column('timestamptz', { nullable: true }) confirmedAt!: Date | null;
  /** The number of the 30 seconds of the last code that was used: neither it nor an earlier one is accepted again. */
  @Column('integer', { nullable: true }) lastStep!: number | null;
}
