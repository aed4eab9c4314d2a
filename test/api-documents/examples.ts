import { createHash } from 'node:crypto';
import { isJson, refsIn, type Json } from './schema-components.js';

/** What the texts of an example say, by the name of their field or by the field around it and its own name. */
const texts: Record<string, string> = {
  ...{
    name: 'Marie Dupont',
    'team.name': 'État civil',
    'teams.name': 'État civil',
    'caseType.name': 'Inscription scolaire',
  },
  ...{
    Team: 'État civil',
    CaseType: 'Inscription scolaire',
    ChannelAccount: 'Mairie',
    Report: 'Rapport de la semaine',
    SignInProvider: 'ProConnect',
    CreateSignInProvider: 'ProConnect',
    UpdateSignInProvider: 'ProConnect',
  },
  ...{ Rule: 'Inscriptions scolaires', SlaTarget: 'Réponse sous deux jours', ApiToken: 'Agenda', NewToken: 'Agenda' },
  ...{
    by: 'Paul Martin',
    author: 'Paul Martin',
    channelName: 'Mairie',
    citizenName: 'Marie Dupont',
    title: 'Accusé de réception',
  },
  ...{
    reference: 'GCH-2026-004812',
    subject: 'Inscription à l’école Jean-Moulin',
    preview: 'Bonjour, je voudrais inscrire…',
  },
  ...{ text: 'Bonjour, quelles pièces faut-il apporter ?', html: '<p>Bonjour, quelles pièces faut-il apporter ?</p>' },
  ...{
    email: 'paul.martin@ville.example',
    mail: 'mairie@ville.example',
    address: 'marie.dupont@example.org',
    value: 'marie.dupont@example.org',
  },
  ...{
    to: 'marie.dupont@example.org',
    cc: 'jean.dupont@example.org',
    from: 'marie.dupont@example.org',
    phone: '+33123456789',
  },
  ...{
    password: 'correct horse battery',
    currentPassword: 'correct horse battery',
    timeZone: 'Europe/Paris',
    zone: 'Europe/Paris',
  },
  ...{
    q: 'école',
    tags: 'école',
    tag: 'école',
    type: 'application/pdf',
    'files.name': 'justificatif.pdf',
    Attachment: 'justificatif.pdf',
  },
  ...{
    note: 'Vu sur la carte d’identité',
    reason: 'Même personne',
    ical: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
    status: 'open',
  },
  ...{
    token: 'gt_9f2c41d7a08b4e6f',
    csrfToken: 'b1946ac92492d234',
    userAgent: 'Mozilla/5.0',
    metrics: 'contacts',
    accent: '#1f5fa8',
    ...{ opensAt: '09:00', closesAt: '17:30' },
  },
  ...{
    definition: 'Messages, calls, visits and letters of citizens.',
    position: '00000000000000041522-00000000000000098231',
  },
  ...{
    time: '2026-11-05T13:00:00.000Z',
    within: '2.0',
    summary: 'Visite du chantier',
    location: '12 rue des Lilas',
  },
  ...{
    webhookUrl: 'https://guichet.ville.example/hooks/sms/0192f0c1-7a3e-7c10-8f00-4a6a2c1d9b3e',
    requestId: 'req-1',
    issuer: 'https://connexion.ville.example',
    clientId: 'guichet',
    domains: 'ville.example',
    sirets: '21570463600012',
    'BeginSignIn.to': '/inbox/mine',
    'SignInFinished.to': '/inbox/mine',
    'SignInBegun.url': 'https://connexion.ville.example/authorize?client_id=guichet',
    redirectUri: 'https://guichet.ville.example/sign-in/return/0192f0c1-7a3e-7c10-8f00-4a6a2c1d9b3e',
    signedOutUri: 'https://guichet.ville.example/sign-in',
    entityId: 'https://guichet.ville.example/saml/0192f0c1-7a3e-7c10-8f00-4a6a2c1d9b3e/metadata',
    signInUrl: 'https://connexion.ville.example/saml/sso',
    mailAttribute: 'urn:oid:0.9.2342.19200300.100.1.3',
    'SigningCertificate.fingerprint': '5C:7B:0D:1E',
    'SigningCertificate.subject': 'CN=connexion.ville.example',
    'SigningCertificate.pem': '-----BEGIN CERTIFICATE-----…',
    certificates: '-----BEGIN CERTIFICATE-----…',
    'SamlMetadata.xml': '<EntityDescriptor …>',
    key: '2026-11-02',
  },
};

const numbers: Record<string, number> = {
  size: 48213,
  position: 3,
  caseVersion: 7,
  version: 7,
  hour: 8,
  year: 2026,
  number: 2,
};

/** An id that is always the same for one field, and another one for each. */
const idFor = (field: string): string =>
  `0192f0c1-7a3e-7c10-8f00-${createHash('sha256').update(field).digest('hex').slice(0, 12)}`;

/** Below this depth, an example has nothing where nothing may be: what is there has an example of its own. */
const DEEPEST = 1;

/** Where a value of an example stands: the name of its field, of what is around it, and in how many objects it is. */
interface Place {
  field: string;
  around: string;
  depth: number;
}

/** Makes one example of each component of a document from what the schema says, or takes the one that it brings. */
class ExampleMaker {
  constructor(private readonly schemas: Record<string, Json>) {}

  /** The example of the component, with a value for every field, and one item in every list. */
  of(name: string): unknown {
    return this.make(this.schemas[name]!, { field: name, around: name, depth: 0 });
  }

  private make(schema: Json, place: Place): unknown {
    const [ref] = refsIn({ $ref: schema['$ref'] });
    if (Array.isArray(schema['examples'])) return schema['examples'][0];
    if (ref !== undefined)
      return this.make(this.schemas[ref]!, { ...place, field: this.isPlain(ref) ? place.field : ref, around: ref });
    if ('const' in schema) return schema['const'];
    if (Array.isArray(schema['enum'])) return schema['enum'][0];
    const choices = (schema['oneOf'] ?? schema['anyOf']) as Json[] | undefined;
    if (choices) return this.make(place.depth > DEEPEST ? choices.at(-1)! : choices[0]!, place);
    return this.ofType(schema, place);
  }

  /** A text, a number and their like, which the field says more about than the name of the schema. */
  private isPlain(name: string): boolean {
    return !('properties' in this.schemas[name]! || 'oneOf' in this.schemas[name]!);
  }

  private ofType(schema: Json, place: Place): unknown {
    const type = Array.isArray(schema['type']) ? (schema['type'] as string[])[0] : schema['type'];
    if (type === 'object') return this.ofObject(schema, place);
    if (type === 'array') return this.ofArray(schema, place);
    if (type === 'string') return this.ofString(schema, place);
    if (type === 'integer' || type === 'number') return this.ofNumber(schema, place);
    if (type === 'boolean') return schema['default'] ?? true;
    return type === 'null' ? null : 'text';
  }

  private ofObject(schema: Json, { field, depth }: Place): Json {
    const { properties, required = [], additionalProperties, propertyNames } = schema;
    const inside = { around: field, depth: depth + 1 };
    if (isJson(properties)) {
      const fields = Object.entries(properties).filter(
        ([name]) => depth < DEEPEST || (required as string[]).includes(name),
      );
      return Object.fromEntries(fields.map(([name, of]) => [name, this.make(of as Json, { field: name, ...inside })]));
    }
    const key = isJson(propertyNames) ? this.make(propertyNames, { field: 'name', ...inside }) : 'name';
    const isOpen = isJson(additionalProperties) && Object.keys(additionalProperties).length > 0;
    const value = isOpen ? this.make(additionalProperties, { field: 'value', ...inside }) : 'Marie Dupont';
    return {
      [typeof key === 'string' && key.length < 30 && isJson(propertyNames) && propertyNames['$ref'] ? key : 'name']:
        value,
    };
  }

  private ofArray({ items, prefixItems, minItems }: Json, place: Place): unknown[] {
    if (Array.isArray(prefixItems)) return (prefixItems as Json[]).map((item) => this.make(item, place));
    if (place.depth > DEEPEST && minItems === undefined) return [];
    return isJson(items) ? [this.make(items, { ...place, around: place.field })] : [];
  }

  private ofString({ format, maxLength, minLength }: Json, { field, around }: Place): string {
    if (format === 'uuid') return idFor(field);
    if (format === 'date-time') return '2026-11-02T09:30:00.000Z';
    if (format === 'date') return '2026-11-02';
    const text =
      texts[`${around}.${field}`] ??
      (field === 'name' ? texts[around] : undefined) ??
      texts[field] ??
      (format === 'email' ? texts['email']! : field);
    return text
      .slice(0, (maxLength as number | undefined) ?? Infinity)
      .padEnd((minLength as number | undefined) ?? 0, '.');
  }

  private ofNumber({ minimum, maximum, default: preset }: Json, { field }: Place): number {
    const wanted = (preset as number | undefined) ?? numbers[field] ?? 1;
    return Math.min(
      Math.max(wanted, (minimum as number | undefined) ?? wanted),
      (maximum as number | undefined) ?? wanted,
    );
  }
}

/** The components, each with one example. */
export function withExamples(schemas: Record<string, Json>): Record<string, Json> {
  const maker = new ExampleMaker(schemas);
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, { ...schema, examples: [maker.of(name)] }]),
  );
}
