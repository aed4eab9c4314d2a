import type { SaveAcknowledgement } from '@guichet/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Which templates acknowledge what citizens send to a channel account. Written by `messages`. */
@Entity('acknowledgement')
export class Acknowledgement {
  @PrimaryColumn('uuid') channelAccountId!: string;
  @Column('boolean') enabled!: boolean;
  @Column('uuid', { nullable: true }) templateId!: string | null;
  @Column('uuid', { nullable: true }) closedTemplateId!: string | null;
  @Column('jsonb', { default: '[]' }) caseTypes!: SaveAcknowledgement['caseTypes'];
  /** Since when it is on: what came before is not acknowledged. */
  @Column('timestamptz') since!: Date;
}
