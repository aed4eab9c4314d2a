/** All other texts, in one file, but for those of the dashboards and of the deliverability, which come with their screens. */
export const texts = import.meta.glob(
  ['./*.json', '!./{app,common,inbox,notifications,presence,time}.json', '!./{dashboards,deliverability}.json'],
  { eager: true, import: 'default' },
);
