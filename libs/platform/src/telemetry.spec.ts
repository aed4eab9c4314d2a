import { scrape } from './telemetry.js';

describe('the figures of the process', () => {
  it('have been measured when somebody asks for the first time, also together with others', async () => {
    const [, { body }] = await Promise.all([scrape(), scrape()]);
    const figure = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(body)?.[1]);
    expect(figure('process_resident_memory_bytes')).toBeGreaterThan(0);
    // Of no delay at all, the least is a number without meaning and the mean none.
    expect(figure('nodejs_eventloop_lag_mean_seconds')).toBeGreaterThan(0);
    expect(figure('nodejs_eventloop_lag_min_seconds')).toBeLessThan(60);
  });
});
