/**
 * What the console calls the roles that ship, in French and in English: for whatever reads the names of roles that people write.
 * A spec of the console compares them with its texts.
 */
export const shippedRoleNames: Readonly<Record<string, readonly [fr: string, en: string]>> = {
  'front-desk': ['Accueil', 'Front desk'],
  'case-worker': ['Instructeur', 'Case worker'],
  expert: ['Expert', 'Expert'],
  approver: ['Viseur', 'Approver'],
  signatory: ['Signataire', 'Signatory'],
  supervisor: ['Superviseur', 'Supervisor'],
  administrator: ['Administrateur fonctionnel', 'Administrator'],
  dpo: ['Délégué à la protection des données', 'Data protection officer'],
  archivist: ['Archiviste', 'Archivist'],
  auditor: ['Auditeur', 'Auditor'],
  'elected-official': ['Élu', 'Elected official'],
  contractor: ['Prestataire', 'Contractor'],
};
