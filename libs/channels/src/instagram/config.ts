import { z } from 'zod';
import { appFields, MetaId } from '../meta/app-settings.js';

/** Settings of one professional account, which a Facebook page is linked to. The order of the keys is that of the form. */
export const InstagramConfig = z.strictObject({ accountId: MetaId, pageId: MetaId, ...appFields });
export type InstagramConfig = z.infer<typeof InstagramConfig>;
