import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.js';
import { SettingError } from './setting-error.js';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const macBytes = 10;
const version = 1;
const ivBytes = 12;
const tagBytes = 16;

/** RFC 4648 base32 in lower case without padding: survives mail systems that change the case of a local part. */
function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(held >>> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits ? text + alphabet[(held << (5 - bits)) & 31] : text;
}

/** Every key of the product, derived from one secret by HKDF (RFC 5869), one key per purpose. */
export class Keyring {
  private readonly keys = new Map<string, Buffer>();

  constructor(private readonly secret: Buffer) {}

  /** `GUICHET_SECRET`, else the secret kept in the data folder, made at the first start and readable by its owner only. */
  static load(config: Pick<Config, 'secret'>, dataDir: string): Keyring {
    if (config.secret) return new Keyring(Buffer.from(config.secret, 'utf8'));
    const path = join(dataDir, 'secret');
    mkdirSync(dataDir, { recursive: true });
    try {
      writeFileSync(path, randomBytes(32).toString('hex') + '\n', { flag: 'wx', mode: 0o600, flush: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const text = readFileSync(path, 'utf8').trim();
    if (!/^[0-9a-f]{64}$/.test(text))
      throw new SettingError('GUICHET_SECRET', `unset, and ${path} does not hold a secret`);
    return new Keyring(Buffer.from(text, 'hex'));
  }

  /** HMAC-SHA256 cut to 80 bits, as 16 characters of `a-z2-7`. */
  sign(purpose: string, payload: string): string {
    const mac = createHmac('sha256', this.key(`sign:${purpose}`))
      .update(payload, 'utf8')
      .digest();
    return base32(mac.subarray(0, macBytes));
  }

  verify(purpose: string, payload: string, mac: string): boolean {
    const expected = Buffer.from(this.sign(purpose, payload));
    const given = Buffer.from(mac.toLowerCase());
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  /** AES-256-GCM: version byte, 12 bytes of IV, ciphertext, 16 bytes of tag. The purpose is authenticated too. */
  encrypt(purpose: string, text: string): Buffer {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', this.key(`encrypt:${purpose}`), iv);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(version), iv, sealed, cipher.getAuthTag()]);
  }

  /** Throws when the bytes were altered, or sealed under another secret or purpose. */
  decrypt(purpose: string, sealed: Uint8Array): string {
    const bytes = Buffer.from(sealed);
    if (bytes.length < 1 + ivBytes + tagBytes || bytes[0] !== version)
      throw new Error('not a sealed value of this version');
    const decipher = createDecipheriv('aes-256-gcm', this.key(`encrypt:${purpose}`), bytes.subarray(1, 1 + ivBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(1 + ivBytes, -tagBytes)), decipher.final()]).toString('utf8');
  }

  private key(purpose: string): Buffer {
    const known = this.keys.get(purpose);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', this.secret, 'guichet', purpose, 32));
    this.keys.set(purpose, key);
    return key;
  }
}
