/** The texts of a list of cases and of what is around it, in one file. */
export const texts = import.meta.glob('./{app,common,inbox,notifications,presence,time}.json', {
  eager: true,
  import: 'default',
});
