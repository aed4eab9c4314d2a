import { createRoute } from '@tanstack/react-router';
import { consoleRoute } from './root-route.js';

/** The parent of all settings pages. Its component is the frame of the settings, which that feature sets. */
export const settingsRoute = createRoute({ getParentRoute: () => consoleRoute, path: '/settings' });
