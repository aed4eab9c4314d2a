import type { TokenScope } from '@guichet/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A token of an agent for a program, or a secret of a service account, kept as its SHA-256. Those with a parent were given out
 * for an hour for that secret, and end with it. Written by `access`.
 */
@Entity('api_token')
@Index('api_token_agent', ['agentId'])
@Index('api_token_parent', ['parentId'], { where: 'parent_id is not null' })
export class ApiToken {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { unique: true }) digest!: string;
  @Column('uuid') agentId!: string;
  @Column('text') name!: string;
  @Column('text', { array: true }) scopes!: TokenScope[];
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { nullable: true }) lastUsedAt!: Date | null;
  @Column('timestamptz') expiresAt!: Date;
  @Column('uuid', { nullable: true }) parentId!: string | null;
}
