import type { DnsRecord } from '@guichet/contracts';

/** The most characters of one text of a TXT record (RFC 1035 § 3.3.14); longer values are several texts, which readers join. */
const TEXT_LENGTH = 255;

/** A record as administrators enter it in a form, and as a zone file has it. */
export function dnsRecord(name: string, type: DnsRecord['type'], value: string): DnsRecord {
  const content = type === 'TXT' ? quoted(value) : `${value}.`;
  return { name, type, value, line: `${name}. IN ${type} ${content}` };
}

function quoted(value: string): string {
  const texts = value.match(new RegExp(`.{1,${TEXT_LENGTH}}`, 'gs')) ?? [''];
  const all = texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`);
  return all.length === 1 ? all[0]! : `( ${all.join(' ')} )`;
}
