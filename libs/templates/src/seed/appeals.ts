import { appeal, type Block } from './seed-blocks.js';

/** Who decides on an appeal, and what must come before it. */
export type AppealRoute = 'administrative' | 'prior' | 'civil';

export const appealRoutes: readonly AppealRoute[] = ['administrative', 'prior', 'civil'];

/** What is contested, which decides from when the time runs: a decision, the reasons of a silence, or a silence to come. */
export type Contested = 'decision' | 'reasons' | 'silence';

interface Since {
  have: string;
  must: string;
  can: string;
  from: string;
}

const FR: Record<Contested, Since> = {
  decision: {
    have: 'Vous avez',
    must: 'vous devez',
    can: 'Vous pouvez',
    from: 'à partir du jour où vous recevez cette décision',
  },
  reasons: {
    have: 'Vous avez',
    must: 'vous devez',
    can: 'Vous pouvez',
    from: 'à partir du jour où vous recevez ces raisons',
  },
  silence: { have: 'Vous aurez alors', must: 'vous devrez', can: 'Vous pourrez', from: 'à partir de cette date' },
};
const EN: Record<Contested, Since> = {
  decision: {
    have: 'You have',
    must: 'you have to',
    can: 'You can',
    from: 'from the day on which you receive this decision',
  },
  reasons: {
    have: 'You have',
    must: 'you have to',
    can: 'You can',
    from: 'from the day on which you receive these reasons',
  },
  silence: { have: 'You will then have', must: 'you will have to', can: 'You can then', from: 'from that date' },
};

type Wordings = (since: Since) => [full: string, short: string];

const MONTHS_FR = "{{ appeal_months | counted: 'mois', 'mois' }}";
const MONTHS_EN = "{{ appeal_months | counted: 'month', 'months' }}";
const PRIOR = '{{ prior_authority }}{% if prior_address %} ({{ prior_address }}){% endif %}';

/**
 * Two months, as CJA R421-1 has it. An appeal to the administration does not exclude the court: made in time, it leaves two more months
 * for it (CRPA L411-2). Silence of two months on it refuses it, too (CRPA L411-7).
 */
const administrative: Record<'fr' | 'en', Wordings> = {
  fr: ({ have, can, from }) => [
    `**Comment contester :** ${have} deux mois ${from}. ${can} faire l’un ou l’autre, ou l’un puis l’autre :\n- adresser {{ remedy | in_sentence }} ;\n- saisir le tribunal administratif {{ court | of }}, par courrier ou sur www.telerecours.fr.\n\nAprès le rejet du premier recours, ou deux mois sans réponse, vous aurez encore deux mois pour saisir le tribunal.`,
    "Pour contester sous deux mois : {{ remedy | in_sentence }}, ou tribunal administratif {{ court | of }} (courrier ou www.telerecours.fr), ou l'un puis l'autre. Après rejet du recours ou deux mois sans réponse, encore deux mois pour saisir le tribunal.",
  ],
  en: ({ have, can, from }) => [
    `**How to contest it:** ${have} two months ${from}. ${can} do either, or one after the other:\n- make {{ remedy | in_sentence }};\n- turn to the administrative court {{ court | of }}, by post or at www.telerecours.fr.\n\nAfter refusal of the appeal, or two months without reply, you have two more months to turn to the court.`,
    'To contest within two months: {{ remedy | in_sentence }}, or the administrative court {{ court | of }} (post or www.telerecours.fr), or one after the other. After refusal of the appeal or two months without reply, two more months for the court.',
  ],
};

/** The obligation, the way, the time, and on what the appeal is decided (CRPA L412-3); then the court. */
const prior: Record<'fr' | 'en', Wordings> = {
  fr: ({ have, must, from }) => [
    `**Comment contester :** Avant de saisir le juge, ${must} faire un recours préalable obligatoire. Adressez-le à cette autorité : ${PRIOR}. ${have} ${MONTHS_FR} ${from}. L’autorité décidera selon la situation de fait et de droit à la date de sa nouvelle décision.\n\nSi elle rejette ce recours, ou ne répond pas sous deux mois, vous pourrez saisir le tribunal administratif {{ court | of }}. Vous aurez deux mois, par courrier ou sur www.telerecours.fr.`,
    `Pour contester sous ${MONTHS_FR} : recours préalable obligatoire, avant de saisir le juge, à cette autorité : ${PRIOR}. Elle décidera selon la situation de fait et de droit à la date de sa nouvelle décision. Si elle le rejette ou ne répond pas sous deux mois : tribunal administratif {{ court | of }}, sous deux mois (courrier ou www.telerecours.fr).`,
  ],
  en: ({ have, must, from }) => [
    `**How to contest it:** Before you turn to a court, ${must} make a compulsory prior appeal. Send it to this authority: ${PRIOR}. ${have} ${MONTHS_EN} ${from}. The authority will decide by the facts and the law on the date of its new decision.\n\nIf it refuses, or does not answer within two months, you can turn to the administrative court {{ court | of }}. You will have two months, by post or at www.telerecours.fr.`,
    `To contest it within ${MONTHS_EN}: compulsory prior appeal, before you turn to a court, to this authority: ${PRIOR}. It will decide by the facts and the law on the date of its new decision. If it refuses it or does not answer within two months: administrative court {{ court | of }}, within two months (post or www.telerecours.fr).`,
  ],
};

/** The ordinary courts have times of their own, and an appeal to the administration does not always stop them. */
const civil: Record<'fr' | 'en', Wordings> = {
  fr: ({ have, can, from }) => [
    `**Comment contester :** ${have} ${MONTHS_FR} ${from}. ${can} faire l’un ou l’autre, ou l’un puis l’autre :\n- adresser {{ remedy | in_sentence }} ;\n- saisir {{ civil_court | in_sentence }}, par courrier ou auprès de son greffe.\n\nN’attendez pas la réponse au premier recours pour saisir le juge : ce délai peut expirer avant.`,
    `Pour contester sous ${MONTHS_FR} : {{ remedy | in_sentence }}, ou {{ civil_court | in_sentence }} (courrier ou greffe), ou l'un puis l'autre. N'attendez pas la réponse au premier recours pour saisir le juge : ce délai peut expirer avant.`,
  ],
  en: ({ have, can, from }) => [
    `**How to contest it:** ${have} ${MONTHS_EN} ${from}. ${can} do either, or one after the other:\n- make {{ remedy | in_sentence }};\n- turn to {{ civil_court | in_sentence }}, by post or at its registry.\n\nDo not wait for the answer to the first appeal to turn to the court: this time may end before.`,
    `To contest it within ${MONTHS_EN}: {{ remedy | in_sentence }}, or {{ civil_court | in_sentence }} (post or registry), or one after the other. Do not wait for the answer to the first appeal to turn to the court: this time may end before.`,
  ],
};

const ROUTES = { administrative, prior, civil };

/** The block that says how to contest something; `when` puts a condition around both wordings. */
export function appealBlock(
  {
    route,
    contested,
    when = (text) => text,
  }: { route: AppealRoute; contested: Contested; when?: (text: string) => string },
  language: 'fr' | 'en',
): Block {
  const [full, short] = ROUTES[route][language]((language === 'fr' ? FR : EN)[contested]);
  return appeal(when(full), when(short));
}

/** By what the keys of the variants end, and from which articles they are written. */
export const routeNames: Record<AppealRoute, { key: string; source: string }> = {
  administrative: { key: '', source: 'CJA R. 421-1, R. 421-5 ; CRPA L. 411-2, L. 411-7' },
  prior: { key: '-prior-appeal', source: 'CRPA L. 412-1 à L. 412-3, L. 411-7 ; CJA R. 421-1, R. 421-5' },
  civil: { key: '-civil-court', source: 'délai propre à chaque matière' },
};
