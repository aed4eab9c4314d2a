import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** That a reply says a sentence in a topic. Written by `templates`, by a reader of the log. */
@Entity('said_in_reply')
@Index('said_in_reply_key', ['topicId', 'key', 'at'])
@Index('said_in_reply_at', ['topicId', 'at'])
export class SaidInReply {
  @PrimaryColumn('uuid') topicId!: string;
  @PrimaryColumn('uuid') entryId!: string;
  /** The number of the sentence in the reply. */
  @PrimaryColumn('smallint') ordinal!: number;
  @Column('bigint') key!: string;
  @Column('timestamptz') at!: Date;
  /** The sentence is none of the approved text. */
  @Column('boolean') byHand!: boolean;
  /** The reply has files, whose content is not compared. */
  @Column('boolean') withFiles!: boolean;
  /** The agent was warned that it contradicts other replies, and sent it all the same. */
  @Column('boolean') warned!: boolean;
}
