import type { Contraries } from './word-patterns.js';

/** English words for either side of a pair of contraries, without accents and capitals; a word may go on where no `_` ends it. */
export const CONTRARIES_EN: Record<string, Contraries> = {
  accept: {
    yes: 'accept|approv|grant|agreed_|agree to|renew|issued|(?<=(?:fine|ticket|decision|notice|permit) )stands?_|allowed_|success|favourabl|favorabl|upheld|uphold|award|say yes|offer you',
    no: 'refus|reject|object|turn(?:ed)? down|declin|den(?:y|ied|ial)|unsuccess|unfavourabl|inadmissib|dismiss|revok|overturn|quash|struck out',
  },
  open: {
    yes: 'open|reopen',
    no: 'close[ds]?_|closing|closure|shut',
  },
  free: {
    yes: 'free_|no charge|nothing is charged|costs? (?:(?:you|\\p{L}+) )?nothing|complimentary|without cost|at our (?:own )?(?:expense|cost)|without charge|no cost|no fee|nothing to pay|exempt|free of charge|waive',
    no: '(?<!of |no |without )charge[ds]?_|owe|is due_|are due_|pay_|levied|chargeable|at your (?:own )?(?:expense|cost)|costs?_(?! (?:\\p{L}+ )?nothing)|(?:has|have|must|needs?) to be paid for|fee applies|fee (?:is )?payable|payable|paid parking|paid entry|fee_|fees_|subject to a fee|paying_',
  },
  required: {
    yes: 'must_|require[ds]?_|mandatory|compulsory|have to|has to|need|obligat|necessary|essential|obliged|shall_|duty|bound to|binding|asked to_',
    no: 'optional|voluntary|need not|needn.t|(?:do|does)(?: not|n.t) (?:have|need) to|no need|choose whether|if you wish|if you like|if you want|recommended|not required|up to you|may choose|excus|choice|free to',
  },
  possible: {
    yes: 'possible|may_|can_|allowed|permitted|able_|entitled|admitted|ok_(?= (?:to|on|in) )|fit_(?= (?:for|to) )',
    no: 'cannot|forbidden|impossible|prohibited|banned|not allowed|unable',
  },
  complete: {
    yes: 'complete_|completed_',
    no: 'incomplete|missing',
  },
  valid: {
    yes: 'valid_|validity|in force|up to date|current_',
    no: 'expire|expiry|invalid|out of date|lapse',
  },
  continues: {
    yes: 'continu|maintain|resume|goes ahead|go ahead|confirm|keep|renew|stands_|upheld|remains? (?:due|valid|in force)',
    no: 'suspend|interrupt|cancel|struck off|postpone|stop|end(?:s|ed)_|withdraw|terminat|delet',
  },
  included: {
    yes: 'includ|inclusive|incl_|cover(?:s|ed)?_',
    no: 'exclu|not included|except|extra_|on top',
  },
  rises: {
    yes: 'increas|rise|raise|go(?:es)? up|higher',
    no: 'decreas|reduc|lower|go(?:es)? down|cut_|discount',
  },
  earlier: {
    yes: 'before_|prior_|in advance|beforehand|ahead of|earlier_',
    no: 'after_|afterwards|following_|once_|later_|subsequent',
  },
  received: {
    yes: 'receiv|arrived_|got_|reached',
    no: 'not received|not arrived|lost_',
  },
  side: {
    yes: 'behind_|at the (?:back|rear)',
    no: 'in front of_|at the front',
  },
  inside: {
    yes: 'inside|indoors?_|within the',
    no: 'outside|outdoors?_',
  },
  hand: {
    yes: '(?:on |to )(?:the |your )left_|left[- ]hand',
    no: '(?:on |to )(?:the |your )right_|right[- ]hand',
  },
  storey: {
    yes: 'upstairs',
    no: 'downstairs|(?:on |to )?the ground floor',
  },
  workday: {
    yes: 'weekend',
    no: 'weekday',
  },
  parity: {
    yes: 'even_(?= (?:number|no|week|house|date|side|day))',
    no: 'odd_',
  },
  exception: {
    yes: 'unless',
    no: 'if(?!\\p{L})(?![^.;]{0,60}(?:not|n.t|no|fail|without)(?!\\p{L}))',
  },
  contact: {
    yes: '(?:we (?:shall |will |are going to |.ll )?|we.ll )(?:call|ring|phone|contact) you',
    no: '(?:call|ring|phone|contact) us',
  },
  longer: {
    yes: 'extend|extension|extra time|push(?:ed)? back',
    no: 'brought forward|shorten|bring forward',
  },
  alone: {
    yes: 'alone_|on your own|without (?:an )?appointment|no appointment|walk-in|drop in',
    no: 'accompanied|by appointment|with (?:an )?appointment|booking',
  },
  paid: {
    yes: 'paid_|refund|reimburs|pay you|credit',
    no: 'unpaid|owe|outstanding|to be paid|overdue|debit',
  },
  conditional: {
    yes: 'if_|should (?:it|you|the|there|we|they|your|any)_|except|only_|once_|on the understanding|as soon as|apart from|save for|solely|restricted to|reserved for|but not|provided|unless|subject to|only where|as long as|on condition|when_|in case',
    no: 'in any case|in all cases|regardless|automatically|whatever',
  },
  electronic: {
    yes: 'online|website|electronic|digital|on the site',
    no: 'in person|on site|at the desk|by post|paper|postal|at the counter',
  },
  together: {
    yes: 'individual|separate',
    no: 'collective|group_|joint',
  },
  temporary: {
    yes: 'temporar|provisional|interim',
    no: 'permanent|final|definitive',
  },
  original: {
    yes: 'original',
    no: 'copy_|copies_|photocop|duplicate|scan',
  },
  owner: {
    yes: 'owner|landlord',
    no: 'tenant|renter',
  },
  adult: {
    yes: 'adult',
    no: 'minor|child|under 18',
  },
  safe: {
    yes: 'safe_|safely|compliant',
    no: 'unsafe|danger|non-compliant|hazard',
  },
};
