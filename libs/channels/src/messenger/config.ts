import { z } from 'zod';
import { appFields, MetaId } from '../meta/config.js';

/** Settings of one Facebook page. The order of the keys is that of the form. */
export const MessengerConfig = z
  .strictObject({
    pageId: MetaId.meta({ title: 'Page ID', description: 'Under “About” of the Facebook page.' }),
    ...appFields,
  })
  .meta({ title: 'Facebook page' });
export type MessengerConfig = z.infer<typeof MessengerConfig>;
