import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the installation remembers about itself. */
@Entity('setting')
export class Setting {
  @PrimaryColumn('text') key!: string;
  @Column('jsonb') value!: unknown;
}
