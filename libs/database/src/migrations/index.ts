import { House1764000000000 } from './1764000000000-house.js';
import { Channels1764500000000 } from './1764500000000-channels.js';
import { Chat1764600000000 } from './1764600000000-chat.js';

export const migrations = [House1764000000000, Channels1764500000000, Chat1764600000000];
