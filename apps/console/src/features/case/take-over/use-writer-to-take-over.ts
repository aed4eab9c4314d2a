import type { CaseDetail, CaseViewers } from '@guichet/contracts';
import { useEffect, useState } from 'react';
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
  useEffect(() => {
    const others = viewers.filter((viewer) => viewer.id !== agent.id);
    setWriter((before) => writerToTakeOver(before, others));
  }, [viewers, agent.id]);
  return mergedInto === null && may('case.update') && may('case.assign') ? writer : undefined;
}
