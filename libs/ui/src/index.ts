export { theme, cssVariables } from './theme.js';
export { ChannelMark } from './channel-mark.js';
export { StatusMark, statusIcons } from './status-mark.js';
export { PersonMark } from './person-mark.js';
export { Blank } from './blank.js';
export { Keys } from './keys.js';
export { Marked } from './marked.js';
