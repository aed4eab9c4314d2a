/** The place after which people call a time zone: "Paris" of `Europe/Paris`, "New York" of `America/New_York`. */
export const placeOfZone = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
