/** The texts of the start, in one file. Those of the dashboards and of the deliverability come with their screens. */
export const texts = import.meta.glob(['./*.json', '!./dashboards.json', '!./deliverability.json'], {
  eager: true,
  import: 'default',
});
