const given = 'Adèle,Alphonse,Amandine,Anselme,Aurélie,Baptiste,Béatrice,Blaise,Brigitte,Céleste,Clément,Colette,Constant,Coralie,Damien,Edwige,Élodie,Farid,Félicie,Gaëtan,Gisèle,Hakim,Irène,Joseph,Karima,Léontine,Lucien,Mathilde,Mehdi,Ninon,Octave,Paulette,Quentin,Rokia,Sylvain,Tiphaine,Yvonne'.split(','); // prettier-ignore
const family = 'Aubrac,Barsac,Belmont,Bouvret,Cardinal,Chaumet,Combrisson,Daviaud,Delatte,Diallo,Dubreuil,Esnault,Fargeot,Ferrandi,Galtier,Gondry,Guerroudj,Hamelin,Houdart,Jourdain,Kerbrat,Lanoix,Lebrac,Maillard,Marquant,Mendès,Nivelle,Ortolan,Pasquier,Perrault,Quéméneur,Rambaud,Ribeiro,Sabatier,Saulnier,Tavernier,Thévenin,Tissier,Vallon,Verdeil,Zerbib'.split(','); // prettier-ignore

/** The `n`th inhabitant who writes on an ordinary day. The first 1,517 are all different, as 37 and 41 have no divisor in common. */
export function inhabitant(n: number): { name: string; email: string; phone: string } {
  const name = `${given[n % given.length]} ${family[n % family.length]}`;
  const local = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(' ', '.');
  // Of the numbers that the French regulator keeps for fiction.
  return { name, email: `${local}@example.org`, phone: `+3363997${String(n).padStart(4, '0')}` };
}
