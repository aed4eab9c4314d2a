/** Runs at once, then at most once per `interval` milliseconds, and always runs the last call. */
export function throttle(interval: number, run: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  const tick = () => {
    timer = again ? setTimeout(tick, interval) : undefined;
    if (again) run();
    again = false;
  };
  return () => {
    if (timer) return void (again = true);
    run();
    timer = setTimeout(tick, interval);
  };
}
