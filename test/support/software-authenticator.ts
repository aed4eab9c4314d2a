import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { AddPasskey, PasskeyAssertion, PasskeyCreation, PasskeyRequest } from '@guichet/contracts';

type Cbor = number | string | Buffer | ReadonlyMap<number | string, Cbor>;

function head(major: number, count: number): Buffer {
  if (count < 24) return Buffer.from([(major << 5) | count]);
  if (count < 256) return Buffer.from([(major << 5) | 24, count]);
  const long = Buffer.from([(major << 5) | 25, 0, 0]);
  long.writeUInt16BE(count, 1);
  return long;
}

/** As much of CBOR (RFC 8949) as an attestation needs. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, one]) => [cbor(key), cbor(one)])]);
}

const bytes = (base64url: string | undefined): Buffer => Buffer.from(base64url ?? '', 'base64url');
const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();

export type Algorithm = 'ES256' | 'RS256';

/** A key pair, with its public half in the form of COSE. */
function newKey(algorithm: Algorithm): { privateKey: KeyObject; cose: Buffer } {
  if (algorithm === 'ES256') {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x, y } = publicKey.export({ format: 'jwk' });
    const fields: [number, Cbor][] = [[1, 2], [3, -7], [-1, 1], [-2, bytes(x)], [-3, bytes(y)]]; // prettier-ignore
    return { privateKey, cose: cbor(new Map(fields)) };
  }
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { n, e } = publicKey.export({ format: 'jwk' });
  const fields: [number, Cbor][] = [[1, 3], [3, -257], [-1, bytes(n)], [-2, bytes(e)]]; // prettier-ignore
  return { privateKey, cose: cbor(new Map(fields)) };
}

/** What an attacker, or a faulty device, does otherwise. */
export interface Falsified {
  /** The page that asks. */
  origin?: string;
  /** For whom the device believes to sign. */
  rpId?: string;
  challenge?: string;
  type?: string;
  /** False: the device asked for no PIN, finger or face. */
  isVerified?: boolean;
  isPresent?: boolean;
  /** What the device says of how often it was used. */
  counter?: number;
  /** Null: the device does not say whose passkey it is. */
  userHandle?: string | null;
  /** Whose key signs: that of another passkey. */
  signedBy?: SoftwarePasskey;
}

interface Page {
  origin: string;
  falsify?: Falsified;
}

export interface SoftwarePasskey {
  id: string;
  userHandle: string;
  privateKey: KeyObject;
  counter: number;
}

/** A device that keeps passkeys (WebAuthn), in software: what it says is as real as what a security key says. */
export class SoftwareAuthenticator {
  readonly passkeys: SoftwarePasskey[] = [];

  /** `isCounting`: as security keys count, and devices that share their passkeys do not. */
  constructor(private readonly kind: { algorithm?: Algorithm; isCounting?: boolean; isSynced?: boolean } = {}) {}

  /** Makes a passkey, as a browser returns it to the page. Throws where the device has one of this account already. */
  create(options: PasskeyCreation, { origin, falsify = {} }: Page): Omit<AddPasskey, 'name'> {
    const known = new Set(this.passkeys.map(({ id }) => id));
    if (options.excludeCredentials?.some(({ id }) => known.has(id))) throw new Error('InvalidStateError');
    const { privateKey, cose } = newKey(this.kind.algorithm ?? 'ES256');
    const id = randomBytes(32);
    const passkey = { id: id.toString('base64url'), userHandle: options.user.id, privateKey, counter: 0 };
    this.passkeys.push(passkey);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const credential = Buffer.concat([Buffer.alloc(16), length, id, cose]);
    const authData = this.authData(passkey, { rpId: options.rp.id!, falsify, credential });
    const attestation = new Map<string, Cbor>([['fmt', 'none'], ['attStmt', new Map()], ['authData', authData]]); // prettier-ignore
    return {
      id: passkey.id,
      clientDataJSON: clientData('webauthn.create', { challenge: options.challenge, origin, falsify }),
      attestationObject: cbor(attestation).toString('base64url'),
      transports: ['internal'],
    };
  }

  /** Signs with the passkey that is allowed, else with the newest one. */
  get(options: PasskeyRequest, { origin, falsify = {} }: Page): PasskeyAssertion {
    const allowed = options.allowCredentials?.map(({ id }) => id);
    const passkey = this.passkeys.findLast(({ id }) => !allowed || allowed.includes(id));
    if (!passkey) throw new Error('NotAllowedError');
    const authData = this.authData(passkey, { rpId: options.rpId!, falsify });
    const clientDataJSON = clientData('webauthn.get', { challenge: options.challenge, origin, falsify });
    const data = Buffer.concat([authData, sha256(bytes(clientDataJSON))]);
    const userHandle = falsify.userHandle === undefined ? passkey.userHandle : falsify.userHandle;
    return {
      ...{ id: passkey.id, clientDataJSON, authenticatorData: authData.toString('base64url') },
      signature: sign('sha256', data, (falsify.signedBy ?? passkey).privateKey).toString('base64url'),
      ...(userHandle !== null && { userHandle }),
    };
  }

  private authData(
    passkey: SoftwarePasskey,
    { rpId, falsify, credential }: { rpId: string; falsify: Falsified; credential?: Buffer },
  ): Buffer {
    if (this.kind.isCounting) passkey.counter += 1;
    const flags =
      (falsify.isPresent === false ? 0 : 0x01) |
      (falsify.isVerified === false ? 0 : 0x04) |
      (this.kind.isSynced ? 0x18 : 0) |
      (credential ? 0x40 : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(falsify.counter ?? passkey.counter);
    return Buffer.concat([
      sha256(falsify.rpId ?? rpId),
      Buffer.from([flags]),
      counter,
      ...(credential ? [credential] : []),
    ]);
  }
}

/** What the browser adds by itself: which page has asked, and for what. */
function clientData(type: string, { challenge, origin, falsify = {} }: Page & { challenge: string }): string {
  const said = { type, challenge, origin, crossOrigin: false };
  const { type: otherType = type, challenge: other = challenge, origin: elsewhere = origin } = falsify;
  return Buffer.from(JSON.stringify({ ...said, type: otherType, challenge: other, origin: elsewhere })).toString(
    'base64url',
  );
}
