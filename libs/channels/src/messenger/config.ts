import { z } from 'zod';
import { appFields, MetaId } from '../meta/app-settings.js';

/** Settings of one Facebook page. The order of the keys is that of the form. */
export const MessengerConfig = z.strictObject({ pageId: MetaId, ...appFields });
export type MessengerConfig = z.infer<typeof MessengerConfig>;
