import { byId, defineEndpoints } from '../define-endpoints.js';
import { page, WholeListQuery } from '../primitives.js';
import { CreateSector, Sector, UpdateSector } from '../sectors.js';

/** Sectors: whoever has no right in one finds nothing of it. */
export const sectorEndpoints = defineEndpoints({
  listSectors: {
    ...{ method: 'GET', path: '/sectors', tag: 'administration', summary: 'All sectors in their order' },
    ...{ query: WholeListQuery, response: page(Sector), status: 200, scope: 'team.read', errors: [] },
  },
  createSector: {
    ...{ method: 'POST', path: '/sectors', tag: 'administration', summary: 'Create a sector' },
    ...{ body: CreateSector, response: Sector, status: 201, scope: 'team.manage', stepUp: true },
    errors: ['sector-name-taken'],
  },
  updateSector: {
    ...{ method: 'PATCH', path: '/sectors/:id', tag: 'administration', summary: 'Rename, move or archive a sector' },
    ...{ params: byId, body: UpdateSector, response: Sector, status: 200, scope: 'team.manage', stepUp: true },
    errors: ['not-found', 'sector-name-taken'],
  },
  deleteSector: {
    ...{ method: 'DELETE', path: '/sectors/:id', tag: 'administration', summary: 'Remove a sector that nothing is in' },
    ...{ params: byId, response: null, status: 204, scope: 'team.manage', stepUp: true },
    errors: ['not-found', 'sector-in-use'],
  },
});
