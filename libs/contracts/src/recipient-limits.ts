/** Characters of one address. */
export const LONGEST_ADDRESS = 320;
/** Addresses of one kind of recipients, as of copies. */
export const MOST_ADDRESSES = 50;
