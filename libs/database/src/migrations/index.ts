import { House1764000000000 } from './1764000000000-house.js';
import { Channels1764500000000 } from './1764500000000-channels.js';
import { Chat1764600000000 } from './1764600000000-chat.js';
import { Evidence1764700000000 } from './1764700000000-evidence.js';
import { Moves1764800000000 } from './1764800000000-moves.js';
import { Parts1764900000000 } from './1764900000000-parts.js';
import { BareCalls1765000000000 } from './1765000000000-bare-calls.js';
import { Blobs1765100000000 } from './1765100000000-blobs.js';
import { Templates1765200000000 } from './1765200000000-templates.js';
import { Circulation1765300000000 } from './1765300000000-circulation.js';
import { Metrics1765400000000 } from './1765400000000-metrics.js';
import { Surveys1765500000000 } from './1765500000000-surveys.js';
import { Queues1765600000000 } from './1765600000000-queues.js';
import { UnassignedDue1765700000000 } from './1765700000000-unassigned-due.js';
import { PlannedAbsence1765800000000 } from './1765800000000-planned-absence.js';
import { SurveyFigures1765900000000 } from './1765900000000-survey-figures.js';

export const migrations = [
  House1764000000000,
  Channels1764500000000,
  Chat1764600000000,
  Evidence1764700000000,
  Moves1764800000000,
  Parts1764900000000,
  BareCalls1765000000000,
  Blobs1765100000000,
  Templates1765200000000,
  Circulation1765300000000,
  Metrics1765400000000,
  Surveys1765500000000,
  Queues1765600000000,
  UnassignedDue1765700000000,
  PlannedAbsence1765800000000,
  SurveyFigures1765900000000,
];
