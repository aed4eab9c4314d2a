import type { Contraries } from './word-patterns.js';

/** French words for either side of a pair of contraries, without accents and capitals; a word may go on where no `_` ends it. */
export const CONTRARIES_FR: Record<string, Contraries> = {
  accept: {
    yes: "accept|(?<!d')accord(?!ing)|favorabl|approuv|approbation|valide(?:e|es|r|ons|z)?_|validons|admis|retenu|octroy|attribue|donner suite|donnons suite|faire droit|agree|agrement|delivr|renouvel|abouti|suite positive|reponse positive|avis positif|satisfaction a|satisfait|satisfaire|homologu|enterin|consent(?:i|ons|ir)|recevab|eligib|prise? en consideration|selectionn",
    no: 'refus|opposons|oppose_|objection|rejet|defavorabl|declin|irrecevabl|ecarte|deboute|classee? sans suite|sans suite|revoqu|abrog|reponse negative|decision negative|avis negatif|negativement|fin de non.recevoir|non.recevab|ineligib|non retenu|non admis|non accord|non accept|non autoris|evince|ajourne|(?<=(?:est|sont|sera|etait) )retire(?:e|s|es)?_',
  },
  open: {
    yes: 'ouvert|ouvre|ouvri|ouverture|rouv|reouv|accueill(?:e|ons|era)_',
    no: 'ferme|fermeture|clos_|close_|closes_|clotur|relache',
  },
  free: {
    yes: 'gratuit|sans frais|a nos frais|offert|aucun frais|rien a payer|exoner|(?<!recours )gracieu(?:x|se|sement)_',
    no: 'payant|a vos frais|factur(?:e|es|ee|ees)_|coute|a regler|moyennant|a votre charge|onereux|devez (?:la|le|les|une?)_|payer|payez',
  },
  required: {
    yes: 'obligatoire|obligation|devez_|doit_|doivent_|devrez|devra|il faut|faut_|faudra|exige|necessaire|indispensable|imperati|tenue?s? de|besoin_|requis|obliges?_|obligee?s?_',
    no: 'facultati|optionnel|dispens|si vous le souhaitez|non obligatoire|recommandee?s?_|conseille|choix|libre|volontaire|a votre convenance',
  },
  possible: {
    yes: 'possib|pouvez_|peut_|peuvent_|pourrez|pourra|autorise|permet|permis(?= d)|avez le droit',
    no: 'interdi|impossib|prohib|proscri',
  },
  complete: {
    yes: 'complet|completes?_',
    no: 'incomplet|manque|manquant',
  },
  valid: {
    yes: 'valable|validite|valides?_|en vigueur|a jour',
    no: 'expire|perime|caduc|invalide|plus valable|obsolete',
  },
  continues: {
    yes: 'maintenu|maintien|continu|poursui|repren|confirme|renouvel',
    no: 'suspen|interromp|annul|radiee?s?_|report|arrete(?:e|r)|cess|resili|supprim',
  },
  included: {
    yes: 'compris|inclu|y compris',
    no: 'exclu|non compris|en sus|hors_|sauf_|excepte',
  },
  rises: {
    yes: 'augment|hausse|majore|majoration|releve_',
    no: 'diminu|baisse|reduit|reduction|minore',
  },
  earlier: {
    yes: 'avant_|preced|prealable|auparavant|en avance|anticip',
    no: 'apres_|suiv(?:ant|ent)|ensuite|a l.issue|ulterieur|des reception|posterieur',
  },
  received: {
    yes: 'recue?s?_|parvenu|recevons_',
    no: 'non recu|perdue?s?_',
  },
  parity: {
    yes: 'pairs?_|(?<=semaines? )paires?_',
    no: 'impair',
  },
  side: {
    yes: 'derriere|a l.arriere_',
    no: 'devant_|en facade',
  },
  inside: {
    yes: 'interieur|(?<!\\p{L})dedans_|en salle_',
    no: 'exterieur|dehors_|en plein air',
  },
  hand: {
    yes: 'a gauche_|cote gauche|de gauche_',
    no: 'a droite_|cote droit|de droite_',
  },
  workday: {
    yes: 'week.?ends?_|fin de semaine',
    no: 'en semaine_|jours? ouvres?_|(?:du )?lundi au vendredi',
  },
  exception: {
    yes: 'sauf_|hormis|excepte|a moins',
    no: "uniquement|seulement|exclusivement|(?:ne |n')[^.;,]{2,30} qu(?:e_|')",
  },
  contact: {
    yes: 'nous vous (?:r?appel|contact|recontact)',
    no: '(?:r?appelez|contactez|recontactez)-nous|nous (?:r?appeler|contacter|recontacter)_',
  },
  longer: {
    yes: 'prolong|proroge|delai supplementaire|repousse|retarde|recule',
    no: 'avance(?:e|es)?_|raccourci|ecourte',
  },
  alone: {
    yes: 'seul|uniquement|exclusivement|seulement|sans rendez-vous|sans rdv',
    no: 'accompagne|sur rendez-vous|sur rdv|avec rendez-vous|avec rdv',
  },
  paid: {
    yes: 'payee?s?_|regle(?:e|es)?_|verse|rembours|encaisse|credit',
    no: 'impaye|a payer|reste a|redevable|prelev|debit',
  },
  competent: {
    yes: 'competent|nous sommes charges|releve de nous|de notre ressort',
    no: 'incompeten|ne releve pas',
  },
  conditional: {
    yes: "si_|s'il|a condition|sous reserve|a l.exception|sauf_|hormis|excepte|des que|une fois|apres que|reserve(?:e|es|s)?_ aux?|a defaut|lorsque|en cas d|pour les personnes|uniquement|seulement|exclusivement|seuls?_|seules?_|a moins",
    no: 'dans tous les cas|en tout etat de cause|quoi qu|automatiquement|quel que soit',
  },
  electronic: {
    yes: 'en ligne|dematerial|internet|site web|teleservice|par voie electronique|numerique',
    no: 'sur place|en personne|au guichet|par courrier|papier|par voie postale|par la poste',
  },
  together: {
    yes: 'individuel|separe',
    no: 'collectif|en groupe|groupe(?:e|es)_',
  },
  temporary: {
    yes: 'temporair|provisoir',
    no: 'definitif|definitive|permanent',
  },
  original: {
    yes: 'origina',
    no: 'copie|photocopie|duplicata',
  },
  owner: {
    yes: 'proprietair|bailleur',
    no: 'locatair',
  },
  adult: {
    yes: 'majeur|adulte',
    no: 'mineur|enfant',
  },
  safe: {
    yes: 'potable|sans danger|sur_|securise|conforme',
    no: 'danger|dangereu|non conforme|insalubre|impropre',
  },
};
