export { refusedSignInsRoute } from './routes.js';
