import { setTimeout as sleep } from 'node:timers/promises';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** One per process, as the process is what Prometheus scrapes. */
const registry = new Registry();
let started = false;

/** Longer than the 10 ms between two measurements of the delay of the event loop, of which the first one has nothing to compare with. */
const MEASURED_MS = 12;

/**
 * Memory, event loop and garbage collection of the process, from the first time that somebody asks: to measure the delay of the event loop,
 * the process wakes a hundred times a second, which is most of what it does at rest.
 */
async function startTelemetry(): Promise<void> {
  started = true;
  collectDefaultMetrics({ register: registry });
  for (let measured = 0; measured < 3; measured += 1) await sleep(MEASURED_MS);
}

/** The counter of this name, made at the first call. Names end in `_total`. */
export function counter<Label extends string>(name: string, help: string, labelNames: Label[] = []): Counter<Label> {
  const known = registry.getSingleMetric(name) as Counter<Label> | undefined;
  return known ?? new Counter({ name, help, labelNames, registers: [registry] });
}

/** `buckets` in the unit that the name ends in, seconds by default. */
export function histogram<Label extends string>(
  name: string,
  {
    help,
    labelNames = [],
    buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  }: { help: string; labelNames?: Label[]; buckets?: number[] },
): Histogram<Label> {
  const known = registry.getSingleMetric(name) as Histogram<Label> | undefined;
  return known ?? new Histogram({ name, help, labelNames, buckets, registers: [registry] });
}

export function gauge<Label extends string>(name: string, help: string, labelNames: Label[] = []): Gauge<Label> {
  const known = registry.getSingleMetric(name) as Gauge<Label> | undefined;
  return known ?? new Gauge({ name, help, labelNames, registers: [registry] });
}

async function measure(): Promise<string> {
  if (!started) await startTelemetry();
  return registry.metrics();
}

/** Whoever asks while another is waiting gets the same figures: those of the event loop begin anew with each answer. */
let underWay: Promise<string> | undefined;

/** What `/metrics` answers. */
export async function scrape(): Promise<{ contentType: string; body: string }> {
  const body = await (underWay ??= measure().finally(() => (underWay = undefined)));
  return { contentType: registry.contentType, body };
}
