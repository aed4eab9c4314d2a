import type { Language } from '@guichet/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What a visitor of a chat says of themselves, and whether they are there. A claim: no handle, no person is made of it.
 * Written by `chat`.
 */
@Entity('chat_visitor')
export class ChatVisitor {
  @PrimaryColumn('uuid') channelAccountId!: string;
  /** `<type>:<value>` of the handle they write as. */
  @PrimaryColumn('text') handle!: string;
  @Column('text', { nullable: true }) name!: string | null;
  /** Where to go on when they have left. */
  @Column('text', { nullable: true }) email!: string | null;
  @Column('text', { default: 'fr' }) language!: Language;
  @Column('timestamptz', { nullable: true }) consentedAt!: Date | null;
  /** As long as a window of theirs is open, this moves on; in the past: they have gone. */
  @Column('timestamptz') hereUntil!: Date;
}
