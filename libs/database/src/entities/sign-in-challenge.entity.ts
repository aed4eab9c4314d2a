import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A sign-in whose password was right, and which waits for a code. Its secret is in a cookie. Written by `access`. */
@Entity('sign_in_challenge')
@Index('sign_in_challenge_agent', ['agentId'])
export class SignInChallenge {
  @PrimaryColumn('text') digest!: string;
  @Column('uuid') agentId!: string;
  @Column('integer', { default: 0 }) attempts!: number;
  @Column('timestamptz') expiresAt!: Date;
}
