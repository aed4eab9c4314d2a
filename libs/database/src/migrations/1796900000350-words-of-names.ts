import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People are found by the beginning of any word of their name, without accents, in any order. */
export class WordsOfNames1796900000350 implements MigrationInterface {
  name = 'WordsOfNames1796900000350';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create function words_of_name(text)
         returns tsvector
         language sql
         immutable parallel safe strict
         return array_to_tsvector(array_remove(regexp_split_to_array(folded($1), '[^[:alnum:]]+'), ''))`,
    );
    // What is typed, where it has a word.
    await runner.query(
      `create function name_query(text)
         returns tsquery
         language sql
         immutable parallel safe strict
         return (select string_agg(quote_literal(word) || ':*', ' & ')
                 from unnest(regexp_split_to_array(folded($1), '[^[:alnum:]]+')) as word where word <> '')::tsquery`,
    );
    await runner.query(`create index citizen_words on citizen using gin (words_of_name(name))`);
    await runner.query(`drop index citizen_beginning`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`create index citizen_beginning on citizen (lower(name) text_pattern_ops)`);
    await runner.query(`drop index citizen_words`);
    await runner.query(`drop function name_query(text)`);
    await runner.query(`drop function words_of_name(text)`);
  }
}
