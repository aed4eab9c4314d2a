import { House1764000000000 } from './1764000000000-house.js';
import { Channels1764500000000 } from './1764500000000-channels.js';
import { Chat1764600000000 } from './1764600000000-chat.js';
import { Evidence1764700000000 } from './1764700000000-evidence.js';
import { Moves1764800000000 } from './1764800000000-moves.js';
import { Parts1764900000000 } from './1764900000000-parts.js';
import { BareCalls1765000000000 } from './1765000000000-bare-calls.js';
import { Blobs1765100000000 } from './1765100000000-blobs.js';

export const migrations = [
  House1764000000000,
  Channels1764500000000,
  Chat1764600000000,
  Evidence1764700000000,
  Moves1764800000000,
  Parts1764900000000,
  BareCalls1765000000000,
  Blobs1765100000000,
];
