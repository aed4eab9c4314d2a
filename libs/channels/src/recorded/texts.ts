import { textsOf } from '../kit/channel-texts.js';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

export const { texts, reason } = textsOf('recorded', { en: en.shared, fr: fr.shared });

/** What each of these kinds is called. */
export const kindTexts = {
  phone: { namespace: 'phone', files: { en: en.kinds.phone, fr: fr.kinds.phone } },
  counter: { namespace: 'counter', files: { en: en.kinds.counter, fr: fr.kinds.counter } },
};
