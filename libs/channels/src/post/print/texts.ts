import { textsOf } from '../../kit/channel-texts.js';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

export const { texts, reason } = textsOf('print', { en, fr });
