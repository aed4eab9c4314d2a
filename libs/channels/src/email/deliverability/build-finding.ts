import type { DeliverabilityCheck, DeliverabilityCode, DeliverabilityFinding, DnsRecord } from '@guichet/contracts';

type State = DeliverabilityFinding['state'];

/** What a finding says beside its code. */
interface Details {
  data?: DeliverabilityFinding['data'];
  found?: string[];
  add?: DnsRecord[];
}

/** Returns the findings of one check. */
export const findingsOf =
  (check: DeliverabilityCheck) =>
  (
    state: State,
    code: DeliverabilityCode,
    { data = {}, found = [], add = [] }: Details = {},
  ): DeliverabilityFinding => ({
    ...{ check, state, code, data, found, add },
  });
