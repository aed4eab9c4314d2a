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
      fr: 'sans (?:rendez-vous|rdv)|(?:rendez-vous|rdv) n.est (?:pas|plus)|pas besoin de (?:rendez-vous|rdv)|aucun (?:rendez-vous|rdv)|inutile de prendre (?:rendez-vous|rdv)|(?:pas|plus) (?:utile|necessaire|obligatoire|besoin) de prendre (?:un )?(?:rendez-vous|rdv)',
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
      fr: "ne (?:vous )?fai(?:t|sons|tes|ra|rons) (?:pas|plus|rien) payer|(?:aucune?|pas d[e']|sans) ?(?:amende|penalite|majoration)|aucuns? (?:frais|cout)|sans frais|(?:ne |n')(?:vous )?coute(?:ra|nt)? (?:rien|pas)|rien a (?:payer|regler)|gratuit|ne (?:payez|paie|paierez) (?:rien|pas)",
      en: 'no (?:fine|penalty|surcharge)_|do not (?:charge|fine)|(?:costs? |pay )(?:you )?nothing|no charge|free of charge|nothing to pay|(?:do|does|will) not (?:have to |need to )?pay|no fee|at no cost|for free|without charge|is free_|are free_',
    },
  },
  {
    about: 'anywhere',
    side: 'yes',
    words: {
      fr: "(?:dans |a |au |aupres de )?n'importe quel(?:le)? (?:mairie|commune|ville|guichet|annexe|agence|bureau|point|borne|mediatheque|bibliotheque|ecole|dechetterie|site)|(?:mairie|commune|guichet|annexe|bureau|agence|mediatheque) de votre choix|dans toutes les (?:mairies|annexes|agences|mediatheques|bibliotheques)",
      en: 'any (?:town hall|office|branch|library|desk|centre)|(?:town hall|office|branch) of your choice|wherever you like',
    },
  },
  {
    about: 'anywhere',
    side: 'no',
    words: {
      fr: "nulle part ailleurs|pas ailleurs|(?:mairie|commune|guichet|annexe|bureau|agence|mediatheque)(?: \\p{L}+)? (?:qui a (?:recu|enregistre|traite)|ou (?:le dossier|la demande|votre dossier|votre demande|vous) (?:a ete|avez|l'avez) (?:depose|fait|recu|remis))",
      en: 'nowhere else|(?:town hall|office|branch|desk) (?:that|which) (?:received|took|dealt)|(?:town hall|office|branch|desk) where (?:you|your|the) (?:\\p{L}+ )?(?:applied|lodged|was lodged|was made)',
    },
  },
  {
    about: 'included',
    side: 'no',
    words: {
      fr: "(?:n'entrent?|n'est|ne sont|ne comptent?|ne compte|n'entre)(?: \\p{L}+)? (?:pas|plus) (?:\\p{L}+ )?(?:dans (?:le|ce|l[ae]) (?:calcul|nombre|compte|total)|prise?s? en compte|comptee?s?|comprise?s?|retenue?s?|incluse?s?)|non comprise?s?",
      en: '(?:do|does|are|is) not (?:count|included|counted|taken into account|part of)|(?:is|are) left out',
    },
  },
  {
    about: 'included',
    side: 'yes',
    words: {
      fr: 'entre(?:nt)? (?:bien |aussi )?dans (?:le|ce) (?:calcul|nombre|compte|total)|(?:est|sont) (?:bien |aussi )?(?:prise?s? en compte|comptee?s?)',
      en: '(?:is|are) (?:also )?(?:counted|included|taken into account)|counts? towards',
    },
  },
  {
    about: 'required',
    side: 'yes',
    words: {
      fr: "c'est a vous d(?:e|')(?! ?(?:voir|choisir|decider|juger))|il vous (?:appartient|revient|incombe) d|(?:est|sont) a (?:votre|la) charge d[ue]",
      en: 'it is (?:up to you|for you) to (?!decide|choose|see)|you are responsible for|it is your (?:job|responsibility)',
    },
  },
  {
    about: 'required',
    side: 'no',
    words: {
      fr: "n'(?:avez|aurez|a|aura|ont|auront) (?:pas|plus) a_|n'(?:est|a|ont) (?:pas|plus) (?:obligatoire|necessaire|exige|requis|demande|besoin d)|plus besoin d|pas besoin d|ne (?:demandons|exigeons) (?:pas|plus)|sans (?:avoir a )?(?:declar|formalite)|aucune? \\p{L}+ n'est (?:exige|demande|necessaire|requis|obligatoire)",
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
  way: {
    phone: {
      fr: 'numero vert|(?:en (?:nous )?)?(?:r?appelant|r?appelez|r?appeler)_',
      en: 'free(?:phone)? number|(?:by )?(?:calling|phoning)_',
    },
    online: {
      fr: '(?:formulaire|rubrique) (?:du|sur le|de notre) site|(?:sur|par) (?:le|notre) (?:site|portail)|sur internet|par internet',
      en: 'on (?:the|our) (?:web)?site|our portal|on the portal',
    },
  },
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
