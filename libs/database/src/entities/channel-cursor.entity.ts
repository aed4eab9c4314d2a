import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where a pull channel stands; moves in the transaction that stores what was pulled. Written by `messages`. */
@Entity('channel_cursor')
export class ChannelCursor {
  @PrimaryColumn('uuid') channelAccountId!: string;
  @Column('jsonb') cursor!: Record<string, unknown>;
}
