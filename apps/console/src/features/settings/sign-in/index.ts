export { signInProviderRoute, signInProvidersRoute } from './routes.js';
