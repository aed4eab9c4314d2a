import type { Language } from '@guichet/contracts';

/** Turns of phrase that state a rule, as sources of `wordPattern`: the first that is found is taken, and not looked at any further. */
export const RULES: { about: string; side: 'yes' | 'no'; words: Record<Language, string> }[] = [
  {
    about: 'means',
    side: 'no',
    words: {
      fr: 'sans (?:aucune )?conditions? de (?:ressource|revenu)|quels? que soi(?:t|ent) (?:vos|votre|les|le) (?:revenu|ressource)|(?:revenus|ressources) ne (?:sont|compte|joue|entre)',
      en: 'regardless of (?:your )?(?:income|means)|whatever (?:your|the) (?:income|means)|not means.tested|no means test',
    },
  },
  {
    about: 'means',
    side: 'yes',
    words: {
      fr: 'sous conditions? de (?:ressource|revenu)|(?:selon|suivant|en fonction de) (?:vos|les|votre) (?:revenu|ressource|quotient)|reserve(?:e|es|s)? aux (?:foyers|personnes) (?:non imposable|modeste)|non imposable|plafond de (?:ressource|revenu)',
      en: 'means.tested|depend(?:s|ing) on (?:your )?(?:income|means)|income limit|low income|subject to (?:an )?income',
    },
  },
  {
    about: 'appointment',
    side: 'no',
    words: {
      fr: 'sans (?:rendez-vous|rdv)|(?:rendez-vous|rdv) n.est (?:pas|plus)|pas besoin de (?:rendez-vous|rdv)|aucun (?:rendez-vous|rdv)|inutile de prendre (?:rendez-vous|rdv)',
      en: 'no appointment|without (?:an )?appointment|do not need an appointment|walk in',
    },
  },
  {
    about: 'appointment',
    side: 'yes',
    words: {
      fr: '(?:uniquement |seulement |obligatoirement )?(?:sur|avec|un) (?:rendez-vous|rdv)|prendre (?:un )?(?:rendez-vous|rdv)|prenez (?:un )?(?:rendez-vous|rdv)|(?:rendez-vous|rdv) (?:est )?(?:obligatoire|necessaire|indispensable)',
      en: 'by appointment|(?:make|book|need) an appointment|appointment is (?:required|needed|necessary|compulsory|essential)|appointment only',
    },
  },
  {
    about: 'free',
    side: 'yes',
    words: {
      fr: "aucuns? (?:frais|cout)|sans frais|(?:ne |n')(?:vous )?coute(?:ra|nt)? (?:rien|pas)|rien a (?:payer|regler)|gratuit|ne (?:payez|paie|paierez) (?:rien|pas)",
      en: '(?:costs? |pay )(?:you )?nothing|no charge|free of charge|nothing to pay|(?:do|does|will) not (?:have to |need to )?pay|no fee|at no cost|for free|without charge|is free_|are free_',
    },
  },
  {
    about: 'required',
    side: 'no',
    words: {
      fr: "n'(?:est|a|ont) (?:pas|plus) (?:obligatoire|necessaire|exige|requis|demande|besoin d)|plus besoin d|pas besoin d|ne (?:demandons|exigeons) (?:pas|plus)|sans (?:avoir a )?(?:declar|formalite)|aucune? \\p{L}+ n'est (?:exige|demande|necessaire|requis|obligatoire)",
      en: "needs? no_|no need|needn't|don't (?:have|need) to|requires? no_|(?:is|are) (?:not|no longer) (?:required|needed|necessary|compulsory|mandatory)|not (?:have|need) to_|purely optional|need not_|no longer (?:need|ask)",
    },
  },
  {
    about: 'possible',
    side: 'no',
    words: {
      fr: "impossible d|n'est pas possible|ne (?:pouvez|peut|peuvent|pourra|pourrez) (?:pas|plus|etre)",
      en: "can(?:'t|not| not| no longer)_|may not_|unable to",
    },
  },
  {
    about: 'required',
    side: 'yes',
    words: {
      fr: '(?:on )?ne (?:peut|peuvent|pouvez) (?:pas )?(?:se |vous )?(?:dispenser|passer d|vous en dispenser)|ne dispense (?:pas )?d|sous peine d',
      en: 'cannot be waived|cannot do without|may not be skipped|cannot skip',
    },
  },
  {
    about: 'silence',
    side: 'no',
    words: {
      fr: '(?:repute|vaut|vaudra|considere|equivaut|signifie)[^.;]{0,30}(?:refus|rejet)|(?:refus|rejet) (?:implicite|tacite)|(?:refuse|rejete)(?:e|es|s)? (?:tacitement|implicitement)',
      en: '(?:deemed|means?|counts? as|amounts to|treated as|taken as)[^.;]{0,30}(?:refus|reject|dismiss)|implied (?:refusal|rejection)',
    },
  },
  {
    about: 'silence',
    side: 'yes',
    words: {
      fr: '(?:repute|vaut|vaudra|considere|equivaut|signifie|beneficie)[^.;]{0,40}(?:accept|accord|autoris|non-opposition|favorable|decision tacite|acquis)|(?:accord|autorisation|acceptation) (?:implicite|tacite)|(?:accepte|accorde|autorise)(?:e|es|s)? (?:tacitement|implicitement)|pouvez commencer (?:vos|les) travaux',
      en: '(?:deemed|means?|counts? as|amounts to|treated as|taken as|hold|have)[^.;]{0,30}(?:accept|approv|grant|agree|consent|permission)|tacit (?:approval|permission|acceptance|consent)|may start (?:the )?work|implied (?:approval|acceptance)',
    },
  },
];

/** Who or where, as sources of `wordPattern`, by slot. Those of an exclusive slot cannot be true of one action together. */
export const RULE_THINGS: Record<string, Record<string, Record<Language, string>>> = {
  who: {
    third: {
      fr: "un proche|un tiers|une autre personne|quelqu'un d'autre|par procuration|avec (?:une )?procuration|a votre place|une personne de votre choix|mandataire|un membre de (?:la|votre) famille",
      en: 'someone else|somebody else|a relative|on your behalf|in your place|by proxy|another person|a friend|a third party|a family member',
    },
    self: {
      fr: 'vous-meme|en personne|personnellement|titulaire',
      en: 'in person|yourself|personally|the holder',
    },
  },
  court: {
    administrative: { fr: 'tribunal administratif', en: 'administrative (?:court|tribunal)' },
    parking: { fr: 'tribunal du stationnement|commission du contentieux', en: '(?:paid[- ])?parking tribunal' },
    judicial: {
      fr: 'tribunal (?:judiciaire|de police|de proximite|d.instance)',
      en: '(?:civil|judicial|police|magistrates.?) court',
    },
    labour: { fr: "prud'homm|pole social", en: 'labour court|employment tribunal' },
  },
  authority: {
    birth: {
      fr: '(?:lieu|commune|mairie|ville) de (?:sa |votre |la )?naissance|(?:commune|mairie|ville) ou (?:l.enfant |vous |il |elle )?(?:est |etes |a |avez )?(?:ne|nee|vu le jour)_|nees? a_|nes a_|(?:survenue|declaree)s? a_',
      en: 'place of (?:your |the )?birth|(?:town|council|town hall) (?:where|in which) (?:you|the child|he|she) (?:was|were) born|births? registered',
    },
    home: {
      fr: "(?:lieu|commune|mairie|ville) (?:de|du) (?:votre |son |leur )?(?:domicile|residence)|(?:commune|mairie|ville) ou vous (?:habitez|residez|vivez)|n'importe quelle mairie",
      en: '(?:town|council|town hall) (?:where|in which) you live|place of residence|(?:home|local) (?:town|council)|any town hall',
    },
    prefecture: { fr: 'prefecture', en: 'prefecture' },
    state: { fr: "l'etat_|ministere|antai|france titres|ants_", en: 'the state_|ministry|antai|ants_' },
    court: { fr: 'tribunal|juge_', en: 'tribunal|court|judge' },
  },
};
