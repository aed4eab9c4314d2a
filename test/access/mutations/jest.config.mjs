import { join } from 'node:path';
import base from '../../../jest.config.mjs';

const here = import.meta.dirname;

/** As jest runs else, but with switches in the product: `SCOPE_MUTATION` says which check is removed, `SCOPE_REACHED` where to note which were asked. */
export default {
  ...base,
  rootDir: join(here, '../../..'),
  transform: { ...base.transform, '\\.ts$': join(here, 'jest-transform.mjs') },
  setupFiles: [join(here, 'scope-mutation.ts')],
  setupFilesAfterEnv: [join(here, 'note-reached.ts')],
};
