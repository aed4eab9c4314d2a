import { Database, type LoggedEvent } from '@guichet/database';
import { newId } from '@guichet/platform';
import { indexReplies } from '../../libs/templates/src/consistency/index-replies.js';

/** So many sentences a new one is compared with at most. */
const SENTENCES = 300;

const things =
  'un passeport,une carte d’identité,un acte de naissance,un permis de construire,une place en crèche,une place à la cantine,un badge de stationnement,une carte de bibliothèque,un logement social,une subvention,un composteur,une inscription à l’école,un bac de tri,une salle municipale,un certificat de mariage'.split(
    ',',
  );
/** Ten kinds of sentences for each thing; each thing is said to take one time, so that hardly any contradicts another. */
const sentences: ((thing: string, n: number) => string)[] = [
  (thing, n) => `Le délai pour obtenir ${thing} est de ${n + 2} semaines.`,
  (thing, n) => `Pour obtenir ${thing}, il faut payer ${10 * n + 15} €.`,
  (thing) => `Vous pouvez demander ${thing} en ligne, sur notre site.`,
  (thing) => `Un justificatif de domicile est nécessaire pour ${thing}.`,
  (thing, n) => `La demande pour ${thing} est à déposer au guichet ${n + 1}.`,
  (thing) => `Votre demande pour ${thing} est complète.`,
  (thing) => `Le service qui délivre ${thing} est ouvert le mardi et le jeudi.`,
  (thing) => `Il est possible de payer ${thing} par carte bancaire ou par chèque.`,
  (thing, n) => `Vous devez venir chercher ${thing} dans les ${n + 20} jours.`,
  (thing) => `Un rendez-vous est obligatoire pour ${thing}.`,
];

const persons = ['', ' pour un enfant', ' pour un étranger'];
/** More than are compared, as some say the same as others to the reader of sentences. */
const WRITTEN = things.length * sentences.length * persons.length;

/** The `n`th sentence. */
const sentence = (n: number): string => {
  const [of, kind] = [n % things.length, Math.floor(n / things.length)];
  return sentences[kind % sentences.length]!(things[of]! + persons[Math.floor(kind / sentences.length)]!, of);
};

/**
 * Gives all cases one type, and the type sentences of replies, as the reader of the log would have put them there: what a reply is
 * compared with while it is written.
 */
export async function fillSaidSentences(url: string): Promise<void> {
  const database = await Database.connect(url, { poolSize: 2 });
  try {
    const typeId = newId();
    await database.execute(`insert into case_type (id, name) values ($1, 'Démarche')`, [typeId]);
    await database.execute(`update cases set case_type_id = $1`, [typeId]);
    // The timeline is never rewritten: these are replies of their own, behind whatever else a case has.
    const ids = Array.from({ length: WRITTEN }, () => newId());
    await database.execute(
      `insert into timeline_entry (id, case_id, position, kind, at, actor_kind, actor_id, actor_name, channel_account_id, channel_kind, direction, data)
       select n.id, e.case_id, 1000, e.kind, now(), 'agent', (select min(id::text)::uuid from agent), 'Agent', e.channel_account_id,
         e.channel_kind, e.direction, jsonb_set(e.data, '{segments}', jsonb_build_array(jsonb_build_object('kind', 'visible', 'text', n.text)))
       from unnest($1::uuid[], $2::text[]) with ordinality n(id, text, place)
       join (select *, row_number() over (order by at) as place from timeline_entry where direction = 'out' order by at limit $3) e using (place)`,
      [ids, ids.map((_, n) => sentence(n)), WRITTEN],
    );
    const events = ids.map((entryId) => ({ type: 'message.queued', data: { entryId, position: 2 } }) as LoggedEvent);
    for (let n = 0; n < events.length; n += 50)
      await database.write({ kind: 'system', name: 'Bench' }, (tx) => indexReplies(tx, events.slice(n, n + 50)));
    const [kept] = await database.query<{ count: number }>(`select count(*)::int as count from said_passage`);
    // Otherwise the figures would be of a search that finds nothing to compare with.
    if (kept!.count < SENTENCES) throw new Error(`${kept!.count} sentences were kept of ${SENTENCES}`);
  } finally {
    await database.close();
  }
}
