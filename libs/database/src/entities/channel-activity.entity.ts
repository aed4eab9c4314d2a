import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When something last came by a channel account, for the board. Written by `metrics`. */
@Entity('channel_activity')
export class ChannelActivity {
  @PrimaryColumn('uuid') channelAccountId!: string;
  @Column('timestamptz') lastAt!: Date;
}
