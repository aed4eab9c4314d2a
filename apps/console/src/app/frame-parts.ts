/** What the frame of the application fetches once the first screen is painted, in one file: each of its own would cost a request. */
export { MeMenu } from './me-menu.js';
export { NewMenu } from './new-menu.js';
export { CommandPalette } from './palette/command-palette.js';
export { RailTooltip } from './rail-tooltip.js';
export { SecondFactorBanner } from './second-factor-banner.js';
