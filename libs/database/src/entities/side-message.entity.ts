import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A message of a side conversation. It is no entry of the timeline, so that nothing which reads that shows it to the citizen. Its
 * content is in the shape of a message there. Written by `messages`.
 */
@Entity('side_message')
@Index('side_message_conversation', ['conversationId', 'id'])
@Index('side_message_external', ['externalId'])
@Index('side_message_once', ['externalId', 'fingerprint'], { unique: true, where: `direction = 'in'` })
export class SideMessage {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') conversationId!: string;
  @Column('text') direction!: 'in' | 'out';
  /** The Message-ID, without brackets. */
  @Column('text') externalId!: string;
  @Column('text', { default: '' }) fingerprint!: string;
  @Column('uuid', { nullable: true }) envelopeId!: string | null;
  @Column('text') author!: string;
  @Column('timestamptz') at!: Date;
  @Column('jsonb') data!: unknown;
}
