import { Entity, PrimaryColumn } from 'typeorm';

/**
 * That an entry names something of a person: a number, an address, a name. The key is a hash of the value in its one spelling, so that
 * the table tells nobody's number. Written by `messages` after the entry, by a reader of the log.
 */
@Entity('personal_value')
export class PersonalValue {
  /** The first 64 bits of SHA-256 of a kind and a value, as `number:FK348GX`. */
  @PrimaryColumn('bigint') key!: string;
  @PrimaryColumn('uuid') entryId!: string;
}
