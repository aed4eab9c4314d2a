import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * Settings that are one document, and what the installation remembers about itself. Written by `access`, `database`
 * (the check value of the secret), `routing`, `sla`, `surveys`, `templates` and `workforce`.
 */
@Entity('setting')
export class Setting {
  @PrimaryColumn('text') key!: string;
  @Column('jsonb') value!: unknown;
}
