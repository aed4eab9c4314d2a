import type { Principal } from '@guichet/access';
import { People, publishCitizenChanged } from '@guichet/citizens';
import type { Language } from '@guichet/contracts';
import type { Reader, Tx } from '@guichet/database';
import { idOfLinkToken } from '@guichet/messages';
import { Failure, type Keyring } from '@guichet/platform';

/** The language in which somebody was asked. The link is good for as long as the survey is kept. Throws `not-found`. */
export async function languageOfSurvey(reader: Reader, keyring: Keyring, token: string): Promise<Language> {
  return (await askedCitizen(reader, keyring, token)).language;
}

/** The citizen who was asked by this link wants no surveys any more. Asking for it again changes nothing. Throws `not-found`. */
export async function refuseSurveys(tx: Tx, keyring: Keyring, token: string): Promise<void> {
  const { citizenId } = await askedCitizen(tx, keyring, token);
  await tx.query(`insert into survey_refusal (citizen_id, at) values ($1, $2) on conflict do nothing`, [
    citizenId,
    tx.now,
  ]);
}

/**
 * A citizen who wanted no surveys may be asked again, as they have told an agent.
 *
 * @throws Failure `not-found` for a person whom the agent may not know
 */
export async function allowSurveys(tx: Tx, who: Principal, citizenId: string): Promise<void> {
  await People.known(tx.query, who, [citizenId]);
  const gone = await tx.query(
    `delete from survey_refusal r using citizen self join citizen same on same.root_id = self.root_id
     where self.id = $1 and r.citizen_id = same.id returning 1`,
    [citizenId],
  );
  if (gone.length > 0) await publishCitizenChanged(tx, who, [citizenId]);
}

async function askedCitizen(
  reader: Reader,
  keyring: Keyring,
  token: string,
): Promise<{ citizenId: string; language: Language }> {
  const id = idOfLinkToken(keyring, 'survey-link', token);
  const [asked] = id
    ? await reader.query<{ citizenId: string; language: Language }>(
        `select citizen_id as "citizenId", language from survey where id = $1 and citizen_id is not null`,
        [id],
      )
    : [];
  if (!asked) throw new Failure('not-found');
  return asked;
}

/** SQL condition: the citizen of this id, or somebody who is the same person, wants no surveys. Index `citizen_root`. */
export const REFUSES_SURVEYS = (citizenId: string): string => `exists (
  select 1 from citizen self join citizen same on same.root_id = self.root_id
  join survey_refusal r on r.citizen_id = same.id where self.id = ${citizenId})`;
