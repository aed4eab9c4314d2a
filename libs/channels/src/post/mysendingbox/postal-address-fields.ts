import { readPostalAddress } from '@guichet/contracts';

/** An address in the fields of the provider. */
export interface EnvelopeFields {
  name: string;
  company?: string;
  address_line1: string;
  address_line2?: string;
  address_line3?: string;
  address_postalcode: string;
  address_city: string;
  address_country: string;
}

const FRENCH_TOWN = /^(\d{5}) (.+)$/u;
/** Abroad the post code stands before the town or after it. */
const CODE_FIRST = /^((?:[A-Z]{1,2}-)?\d[\dA-Z-]*(?: [\dA-Z]*\d[\dA-Z]*)?) (.+)$/u;
const CODE_LAST = /^(.+?) ([A-Z\d]*\d[A-Z\d]*(?: [A-Z\d]*\d[A-Z\d]*)*)$/u;

/** The lines of an envelope in the fields of the provider; undefined where it could not tell the town or has no field for a line. */
export function envelopeOf(address: string): EnvelopeFields | undefined {
  const { lines, fault } = readPostalAddress(address);
  if (fault) return undefined;
  const french = FRENCH_TOWN.exec(lines.at(-1)!);
  const place = french
    ? { code: french[1]!, town: french[2]!, country: 'France' }
    : abroad(lines.at(-2)!, lines.at(-1)!);
  const [name = '', ...rest] = lines.slice(0, french ? -1 : -2);
  if (!place || rest.length > 4) return undefined;
  // Four lines between recipient and town are one more than there are fields: the first of them is a body or a building.
  const [company, ...others] = rest.length > 3 ? rest : [undefined, ...rest];
  const [line1 = place.town, line2, line3] = others;
  return {
    name,
    ...(company && { company }),
    address_line1: line1,
    ...(line2 && { address_line2: line2 }),
    ...(line3 && { address_line3: line3 }),
    address_postalcode: place.code,
    address_city: place.town,
    address_country: place.country,
  };
}

function abroad(line: string, country: string): { code: string; town: string; country: string } | undefined {
  const first = CODE_FIRST.exec(line);
  if (first) return { code: first[1]!, town: first[2]!, country };
  const last = CODE_LAST.exec(line);
  return last ? { code: last[2]!, town: last[1]!, country } : undefined;
}
