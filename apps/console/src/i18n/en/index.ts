/** The texts of the start, in one file. Those of the dashboards come with their screens. */
export const texts = import.meta.glob(['./*.json', '!./dashboards.json'], { eager: true, import: 'default' });
