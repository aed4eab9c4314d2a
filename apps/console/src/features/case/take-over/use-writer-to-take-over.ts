import type { CaseDetail, CaseViewers } from '@guichet/contracts';
import { useState } from 'react';
import { useCaseViewers } from '../../../shared/live/use-live-connection.js';
import { useMay, useSession } from '../../../shared/session/use-session.js';
import { writerToTakeOver } from './writer-to-take-over.js';

const NOBODY: CaseViewers['agents'] = [];

/** Returns the colleague from whom the agent can take a case over; undefined: nobody writes in it, or they may not. */
export function useWriterToTakeOver({ id, mergedInto }: CaseDetail) {
  const may = useMay();
  const { agent } = useSession();
  const viewers = useCaseViewers(id) ?? NOBODY;
  const [writer, setWriter] = useState<CaseViewers['agents'][number]>();
  const others = viewers.filter((viewer) => viewer.id !== agent.id);
  const now = writerToTakeOver(writer, others);
  // As it is drawn: an effect would draw the head of the case a second time.
  if (now !== writer) setWriter(now);
  return mergedInto === null && may('case.update') && may('case.assign') ? writer : undefined;
}
