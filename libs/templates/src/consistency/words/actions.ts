import type { Language } from '@guichet/contracts';

/**
 * What a sentence of an answer is about, by the words of both languages, without accents and capitals; a word may go on where no
 * `_` ends it. Sentences about one of these may be answers to one question, whatever their other words.
 */
export const ACTIONS: Record<string, Record<Language, string>> = {
  deposit: {
    fr: 'depos|depot|remett|remis_|remise_|envoy|transm|adresser_|parvenir|recoit|recoivent|recu_',
    en: 'lodg|submit|send|sent_|hand in|hand it in|drop off|deliver it|receive',
  },
  collect: {
    fr: 'retir(?:e|er|ee|ees|es|ez)_|retrait|chercher_|recuper',
    en: 'collect(?!ion)|pick up|pick it up|picked up',
  },
  apply: { fr: 'demand|sollicit|formul', en: 'appl(?:y|ies|ied|ication)|request|ask(?:s|ed|ing)?_' },
  register: { fr: "inscri|s'inscri|reserv", en: 'book|register|registration|reserv|sign up' },
  meet: { fr: 'rendez-vous|rdv_', en: 'appointment' },
  phone: {
    fr: 'appel|telephon|numero vert|(?:nous|vous) joindre_|joindre (?:par|au)_|joignable',
    en: 'call(?:s|ed|ing)?_|phone|ring_',
  },
  refund: { fr: 'rembours|restitu|rendus?_', en: 'refund|reimburs|paid back|pay back|given back' },
  price: {
    fr: 'coute|tarif|prix|timbre|frais|redevance|euros?_|gratuit|(?<!stationnement )payant',
    en: 'cost|fee_|fees_|price|charge|stamp|free_',
  },
  pay: {
    fr: 'paye|paie|regle(?:r|e|es|ee|ees|z)?_|reglement_|virement|versement|especes|carte bancaire|cheque',
    en: 'pay|paid|transfer|cheque|cash_|card payment',
  },
  process: {
    fr: 'delai d.(?:instruction|obtention|attente|traitement)|delai(?= (?:est|pour|reste|sera|moyen))|instrui|instruct|obten|traite|dure(?:e|es|nt|ra)?_|pret(?:e|s|es)?_|attente|attendre|compter_|comptez',
    en: 'takes?_|took_|process|wait|ready|examin|turnaround',
  },
  appeal: { fr: 'recours|contest', en: 'appeal|contest|challeng' },
  judge: { fr: 'tribunal|juge_|juridiction|saisi', en: 'tribunal|court|judge' },
  prior: { fr: 'prealable', en: 'prior_|beforehand|first_' },
  declare: { fr: 'declar', en: 'declar' },
  cancel: { fr: 'annul', en: 'cancel' },
  fault: { fr: 'panne|hors service|defaillan|en derangement', en: 'faulty|breakdown|broken|out of order' },
  valid: { fr: 'valab|validit|valide(?:s)?_|expir|perim', en: 'valid|expir' },
  provide: {
    fr: 'apport|fourni|joign|a joindre_|joint(?:e|es|s)?_|present(?:e|er|ez)_|suffi|justificat|pieces?_|il nous faut|produire|accompagne',
    en: 'bring|provide|enclose|attach|proof|evidence|suffic|enough|produce_',
  },
  issue: { fr: 'delivr|etabli|detien|detenons', en: 'issue|hold_|holds_' },
  open: { fr: 'ouvert|ouvre|ouverture|horaire|ferme', en: 'open|clos(?:e|ed|es)_|hours_' },
  silence: {
    fr: "silence|sans reponse|repute|tacite|absence de reponse|faute de reponse|defaut de reponse|n'avons pas repondu|pas de reponse|sans nouvelle",
    en: 'silence|no reply|no answer|deemed|tacit|hear nothing|hear no more|not heard|do not reply|without (?:a|an|any) (?:answer|reply)|no decision',
  },
  absence: { fr: 'absen|maladie|malade', en: 'absen|sick|ill_|illness' },
  notice: { fr: 'avis_|notification|notifi', en: 'notice|notif' },
  limit: {
    fr: 'limite_|maximum|maxim|au plus|plafon|jusqu|dernier delai',
    en: 'limit|maximum|up to|at most|no more than|at the latest|no later',
  },
  leave: { fr: 'sort(?:ir|ez|i|is)_|trottoir|devant chez', en: 'put out|leave_|kerb|pavement' },
  answer: { fr: 'repon', en: 'answer|reply|replies|respon' },
  change: { fr: 'change|modifi|demenag', en: 'chang|mov(?:e|ing)_' },
  vehicle: { fr: 'vehicul|voiture', en: 'vehicle|car_|cars_' },
  exempt: { fr: 'dispens|exoner|exempt', en: 'exempt|waive' },
  age: { fr: 'age_|agee?s?_', en: 'aged?_' },
};

/** What an answer may be meant for alone: an answer for one of these and one for everybody are two questions. */
export const SPECIAL_CASES: Record<string, Record<Language, string>> = {
  minor: { fr: 'mineur|moins de 1[0-9] ans|moins de quinze ans', en: 'minor|under 1[0-9]|child passport' },
  second: {
    fr: '(?:deuxieme|second|2e|2eme|troisieme|3e|autre) (?:vehicule|voiture|enfant|demande|passage|exemplaire)',
    en: '(?:second|2nd|another|third) (?:vehicle|car|child|request|pick-up|copy)',
  },
  loss: { fr: 'perte_|perdu|vol_|vole(?:e|s|es)?_|duplicata', en: 'lost_|loss_|stolen|theft|duplicate' },
  urgent: { fr: 'urgen', en: 'urgent|emergency' },
  abroad: { fr: "a l'etranger", en: 'abroad' },
  moved: { fr: "changement d'adresse|changer d'adresse|demenag", en: 'change of address|new address|moved' },
  business: { fr: 'professionnel|entreprise|commercant', en: 'business|company|companies|trader' },
  heritage: {
    fr: 'monument historique|secteur sauvegarde|site classe|batiments de france',
    en: 'listed building|conservation area|heritage',
  },
};
