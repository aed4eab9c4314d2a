import type { ApiClient, RunningProduct } from '../../support/running-product.js';
import type { MatrixAgent, Relation, Teams } from './matrix-agents.js';

/** What operations name: ids by what they are of, and what else they say. */
export interface Things {
  case: string;
  reference: string;
  /** A word that stands in it and nowhere else. */
  word: string;
  /** The mail that came in, and the reply that has not left. */
  entry: string;
  reply: string;
  note: string;
  /** A message of which it is not certain that the citizen has written it. */
  uncertain: string;
  /** A step of its checklist that it has of its own. */
  step: string;
  attachment: string;
  move: string;
  citizen: string;
  address: string;
  handle: string;
  citizenMerge: string;
  namesake: string;
  /** Of whoever writes in it. */
  blockedSender: string;
  /** Somebody else, who has a case there that says this word, and a case of each agent. */
  writer: string;
  writersWord: string;
  /** An address of theirs that stands in that case of each agent as well. */
  writersAddress: string;
  /** That somebody who was not named once opened it. */
  emergency: string;
  /** Somebody else was asked about it. */
  side: string;
  /** A file of it in which there is a virus. */
  lockedFile: string;
  /** A reply on paper that waits to be printed. */
  letter: string;
}

/** The cases of these things: that of which most is, what was split off from it, and those of people of the same name. */
export type Cases = string[];

/** What belongs to a team or a sector, and to no case. */
export interface TeamThings {
  /** A word that stands in all of them and nowhere else. */
  word: string;
  team: string;
  sector: string;
  template: string;
  /** A file of another one that is in use. */
  templateFile: string;
  caseType: string;
  caseField: string;
  checklistStep: string;
  channel: string;
  blockedSender: string;
  /** Somebody else, with a session and a token. */
  agent: string;
  session: string;
  token: string;
  /** A view of the inbox that is shared with the team. */
  savedView: string;
  /** A macro that is shared with the team. */
  macro: string;
}

/** What an agent has. */
export interface Own {
  /** A case of a team of theirs, and one more. */
  case: string;
  spare: string;
  /** Cases of theirs: one that is linked to what they are asked about, one that became part of it, and one of its writer. */
  linked: string;
  merged: string;
  ofWriter: string;
  /** The person of the case that is linked. */
  linkedPerson: string;
  team: string;
  /** An envelope in quarantine. */
  envelope: string;
}

/** A sector with two teams and another sector, cases with everything that belongs to one, and agents who are related to them. */
export interface MatrixTown {
  product: RunningProduct;
  root: ApiClient;
  teams: Teams;
  open: Things;
  restricted: Things;
  ofTeam: TeamThings;
  agents: MatrixAgent[];
  mine: Record<Relation, Own>;
  /** A template that everybody knows. */
  sharedTemplate: string;
  /** A macro of everybody. */
  sharedMacro: string;
  /** A case type that everybody knows. */
  sharedCaseType: string;
  /** A mail account of everybody. */
  sharedChannel: string;
  /** Somebody in teams of both sectors, who has a case of the first. */
  busy: string;
  /** That somebody opened the restricted case, of which everybody was alarmed. */
  alarming: string;
  /** To whom the restricted case is restricted, and why. */
  named: { reason: string; agentIds: string[] };
}
