import { afterPaint } from './after-paint.js';

/** Opens the dialog of the browser in which the page is printed, once the menu is closed from which this was asked for. */
export const printPage = () => afterPaint(() => window.print());
