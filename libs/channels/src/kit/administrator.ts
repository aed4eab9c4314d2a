/** Opens the reason of a fault that agents cannot mend. */
export const administrator = 'An administrator must look at the settings of this channel:';
