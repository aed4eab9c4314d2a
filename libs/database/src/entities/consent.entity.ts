import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a person has said about being written to by one account. Written by `messages`. */
@Entity('consent')
export class Consent {
  @PrimaryColumn('uuid') channelAccountId!: string;
  @PrimaryColumn('uuid') handleId!: string;
  @Column('boolean') given!: boolean;
  @Column('text') word!: string;
  @Column('timestamptz') at!: Date;
}
