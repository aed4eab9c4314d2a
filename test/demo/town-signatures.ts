import type { SignatureSettings, TeamSignature } from '@guichet/contracts';

/** By what the town signs its replies; its wordings are those that ship. */
export const townSignatures: Partial<SignatureSettings> = {
  letterhead: { fr: 'Ville de Valbourg\nAu service des habitants', en: 'Town of Valbourg\nAt your service' },
  legalNotice: {
    fr: 'Ce message est destiné à la personne à qui il est adressé. Vos données : dpo@valbourg.example.',
    en: 'This message is for the person to whom it is addressed. Your data: dpo@valbourg.example.',
  },
  accessibility: { fr: 'Accessibilité : partiellement conforme', en: 'Accessibility: partially compliant' },
  accessibilityUrl: 'https://valbourg.example/accessibilite',
};

/** The block of the civil registry, which has a desk of its own. */
export const registrySignature: Partial<TeamSignature> = {
  service: { fr: 'Service de l’état civil', en: 'Civil registry' },
  address: '3 rue du Palais\n21000 Valbourg',
  phone: '+33 3 80 00 00 41',
  hours: { fr: 'Du lundi au vendredi, de 9 h à 16 h 30', en: 'Monday to Friday, 9:00 to 16:30' },
};
