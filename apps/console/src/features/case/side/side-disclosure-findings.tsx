import { useEffect, useRef } from 'react';
import { DisclosureFindingList } from '../../composer/index.js';
import type { Findings } from './use-side-disclosure-findings.js';

/** Whoever is asked is no citizen of the case; nobody is removed from a message of several. */
const TO_OTHERS = { removeRecipient: undefined, otherRoute: undefined, isToOthers: true };

function FindingList({ findings }: { findings: Findings }) {
  const place = useRef<HTMLDivElement>(null);
  // They appear below what was sent, where a small screen does not show them.
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={place}>
      <DisclosureFindingList check={findings} fixes={TO_OTHERS} />
    </div>
  );
}

/** What the server has found in a message to others, each to be confirmed or removed from it; nothing where nothing was. */
export function SideDisclosureFindings({ findings }: { findings: Findings }) {
  return findings.findings.length > 0 && <FindingList findings={findings} />;
}
