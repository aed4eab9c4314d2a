import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };
import { textsOf } from './channel-texts.js';

/** The texts that every channel may report. */
export const { texts: commonTexts, reason: commonReason } = textsOf('channel', { en, fr });
