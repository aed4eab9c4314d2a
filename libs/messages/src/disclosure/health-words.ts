/**
 * Words of health, by what they are about, as regular expressions on folded text. `certain` words tell something of whomever they are
 * said of; `possible` ones only where they are said of one person (`votre dossier MDPH`), as rules name them, too.
 */
interface HealthTopic {
  certain?: string;
  possible?: string;
}

export const HEALTH_TOPICS: Readonly<Record<string, HealthTopic>> = {
  mind: {
    certain:
      'schizophren\\w*|bipolaires?|bipolar|paranoiaques?|psychoses?|psychotiques?|psychotic|psychiatri\\w*|depressi(?:f|fs|ve|ves)|depressed|depression|antidepresseurs?|antidepressants?|anxiolytiques?|neuroleptiques?|burn[- ]?out|surmenage|suicid\\w*|anorexi\\w*|boulimi\\w*|bulimi\\w*|phobi\\w*|nervous breakdown|mental illness',
    possible: 'psychologue|psychologist|mental health|sante mentale|tutelle|curatelle|stress',
  },
  addiction: {
    certain:
      'alcooli\\w*|alcoholi\\w*|toxicoman\\w*|desintoxication|cure de sevrage|sevrage|drug addict\\w*|addict|methadone|subutex|rehab|in detox|cirrhose|cirrhosis',
    possible: 'addictions?|addictologie',
  },
  cancer: {
    certain:
      'cancers?|cancereu\\w*|chimiotherapie|chimio|chemotherapy|chemo|radiotherapie|radiotherapy|tumeurs?|tumou?rs?|leucemie|leuk(?:a)?emia|metastas\\w*|mastectom\\w*|lymphome?s?|soins palliatifs|palliative care|en phase terminale|terminally ill',
    possible: 'oncolog\\w*',
  },
  memory: {
    certain: "alzheimer(?:'s)?|demence|senile|dementia|perte de memoire|parkinson(?:'s)?|memory loss",
  },
  development: {
    certain:
      "autis(?:te|tes|me|tic|m)|trisomi\\w*|down'?s syndrome|hyperacti\\w*|tdah|adhd|dyslexi\\w*|dyspraxi\\w*|trouble du spectre",
  },
  nerves: {
    certain:
      'epilep\\w*|avc|accident vasculaire|(?:had|suffered) a stroke|sclerose en plaques|multiple sclerosis|myopathie|paraplegi\\w*|tetraplegi\\w*|hemiplegi\\w*',
  },
  infection: {
    certain:
      'sida|vih|hiv|seropositi\\w*|hepatites?|hepatitis|tuberculose|tuberculosis|syphilis|covid positif|gale|scabies|meningite|meningitis',
    possible: 'contagieu(?:x|se)|contagious|covid|grippe|varicelle',
  },
  diabetes: { certain: 'diabet\\w*|insulin\\w*' },
  heart: {
    certain:
      'infarctus|crise cardiaque|heart attack|insuffisance (?:cardiaque|renale|respiratoire)|dialys\\w*|greffe (?:du|de|d)|transplant|pacemaker|cardiaque',
    possible: 'hypertension|asthm\\w*|heart condition|cardiolog\\w*',
  },
  allergy: { possible: 'allergi\\w*|intoleran\\w*|allerg(?:y|ies|ic)|projet d.accueil individualise|pai' },
  pregnancy: {
    certain:
      'fausse couche|miscarriage|\\bivg\\b|avortement|abortion|(?:est|etes|sois|soit) enceinte|is pregnant|fiv\\b',
    possible: 'enceinte|grossesses?|pregnan\\w*|accouchement',
  },
  senses: { possible: 'malvoyante?s?|aveugle|malentendante?s?|sourde?s?|deaf|blind|surdite|cecite' },
  disability: {
    certain: 'fauteuil roulant|wheelchair|invalide',
    possible:
      'handicap\\w*|disab\\w*|mdph|aah|aeeh|cmi|carte mobilite|invalidite|taux d.incapacite|rqth|apa\\b|gir ?\\d|perte d.autonomie',
  },
  illness: {
    possible:
      'malad(?:e|es|ie|ies)|illness|sick|pathologie|traitement|treatment|medicaments?|medication|diagnosti\\w*|arret de travail|arret maladie|sick leave|long(?:ue)? maladie|ald|opere|operee|operation|surgery|chirurgi\\w*|hospitalis\\w*|hospital|hopital|clinique|cure\\b|malaise|convalescen\\w*|symptomes?|suivi medical|dossier medical|medical (?:file|record|records|history|condition)',
  },
};
