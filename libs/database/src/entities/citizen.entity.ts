import type { Handle as HandleShape } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('citizen')
@Index('citizen_beginning', { synchronize: false })
export class Citizen {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}

/** One way to reach a person, linked to them by evidence. */
@Entity('handle')
@Index('handle_value', ['type', 'value'], { unique: true })
@Index('handle_citizen', ['citizenId'])
@Index('handle_beginning', { synchronize: false })
export class Handle {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') type!: HandleShape['type'];
  @Column('text') value!: string;
  @Column('text', { default: '' }) name!: string;
  @Column('uuid') citizenId!: string;
  /** How we know: `wrote` (claimed by a message), `recorded` (by an agent). */
  @Column('text') evidence!: 'wrote' | 'recorded';
  @Column('boolean', { default: false }) verified!: boolean;
  @Column('timestamptz', { default: () => 'now()' }) linkedAt!: Date;
}
