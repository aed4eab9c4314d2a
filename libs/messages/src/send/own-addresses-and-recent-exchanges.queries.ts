import { organisationOf } from '@guichet/access';
import type { Handle } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import type { AutomaticPlace } from './automatic-message-count-keys.js';

/** As many automatic messages in an hour to one address or in one case are an exchange of two machines. */
const BREAKER = 5;
/** As many to one domain, whose machine may write from a new address each time. People of one company may do so, too. */
const DOMAIN_BREAKER = 20;

/** All addresses of ours, also of accounts that are off, as somebody may still forward them. */
export async function ownAddresses(reader: Reader): Promise<ReadonlySet<string>> {
  const rows = await reader.query<{ address: string }>(
    `select distinct address from channel_account, unnest(addresses) address`,
  );
  const { mail } = await organisationOf(reader);
  return new Set([...rows.map(({ address }) => address), ...(mail ? [mail.toLowerCase()] : [])]);
}

/** Whether somebody wants no messages from an account. Index `consent_pkey`. */
export async function optedOut(
  reader: Reader,
  channelAccountId: string,
  { type, value }: Pick<Handle, 'type' | 'value'>,
): Promise<boolean> {
  const rows = await reader.query(
    `select 1 from handle h join consent c on c.handle_id = h.id and c.channel_account_id = $1
     where h.type = $2 and h.value = $3 and not c.given`,
    [channelAccountId, type, value],
  );
  return rows.length > 0;
}

interface AddressRow {
  address: string;
  inHour: number;
  /** The cases in which something was acknowledged within a day. */
  acknowledgedIn: string[];
}

interface CountRow {
  key: string;
  inHour: number;
}

/** What was sent by itself lately, and is about to be, to some addresses and domains and in some cases. */
export class RecentExchanges {
  private constructor(
    private readonly acknowledged: Map<string, Set<string>>,
    /** By `<address>`, `case <id>` and `domain <name>`. */
    private readonly inHour: Map<string, number>,
  ) {}

  /** Indexes `automatic_message_address`, `automatic_message_case`, `automatic_message_domain`. */
  static async of(reader: Reader, places: readonly AutomaticPlace[]): Promise<RecentExchanges> {
    const values = [
      places.map(({ address }) => address),
      places.map(({ caseId }) => caseId),
      places.flatMap(({ domain }) => domain ?? []),
    ];
    const addresses = await reader.query<AddressRow>(
      `select address, count(*) filter (where at > $2::timestamptz - interval '1 hour' and kind <> 'continuation')::int as "inHour",
         coalesce(array_agg(case_id) filter (where kind = 'acknowledgement'), '{}') as "acknowledgedIn"
       from automatic_message where address = any($1) and reason is null and at > $2::timestamptz - interval '1 day' group by address`,
      [values[0], reader.now],
    );
    const counts = await reader.query<CountRow>(
      `select 'case ' || case_id as key, count(*)::int as "inHour" from automatic_message
       where case_id = any($1::uuid[]) and reason is null and kind <> 'continuation' and at > $3::timestamptz - interval '1 hour' group by case_id
       union all select 'domain ' || domain, count(*)::int from automatic_message
       where domain = any($2) and reason is null and kind <> 'continuation' and at > $3::timestamptz - interval '1 hour' group by domain`,
      [values[1], values[2], reader.now],
    );
    return new RecentExchanges(
      new Map(addresses.map(({ address, acknowledgedIn }) => [address, new Set(acknowledgedIn)])),
      new Map([
        ...addresses.map(({ address, inHour }) => [address, inHour] as const),
        ...counts.map(({ key, inHour }) => [key, inHour] as const),
      ]),
    );
  }

  /** The cases in which something of this address was acknowledged within a day. */
  acknowledgedIn(address: string): ReadonlySet<string> {
    return this.acknowledged.get(address) ?? new Set();
  }

  /** Whether so much was exchanged within an hour that only machines do. */
  isLoop({ address, caseId, domain }: AutomaticPlace): boolean {
    const count = (key: string) => this.inHour.get(key) ?? 0;
    if (count(address) >= BREAKER || count(`case ${caseId}`) >= BREAKER) return true;
    return domain !== null && count(`domain ${domain}`) >= DOMAIN_BREAKER;
  }

  /** Counts an acknowledgement that is about to be sent. */
  add({ address, caseId, domain }: AutomaticPlace): void {
    this.acknowledged.set(address, new Set([...this.acknowledgedIn(address), caseId]));
    for (const key of [address, `case ${caseId}`, ...(domain === null ? [] : [`domain ${domain}`])])
      this.inHour.set(key, (this.inHour.get(key) ?? 0) + 1);
  }
}
