import type { MetricGroup, MetricUnit } from '@guichet/contracts';
import {
  CartesianGrid,
  Line as Drawn,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
  type TooltipContentProps,
} from 'recharts';
import { spread, type Line } from './chart-lines.js';
import { axisTicks } from './axis-ticks.js';
import classes from './metric-line-chart.module.css';
import { useMetricFormats } from '../metrics/use-metric-formats.js';
import { usePointLabels } from '../metrics/use-point-labels.js';

/** The lines differ in their dashes as well as in their colour, so that five of them can be read without colour. */
const inks = [
  { stroke: 'var(--g-accent)', strokeDasharray: undefined },
  { stroke: 'var(--g-soon)', strokeDasharray: '7 4' },
  { stroke: 'var(--g-done)', strokeDasharray: '2 3' },
  { stroke: 'var(--g-text)', strokeDasharray: '10 3 2 3' },
  { stroke: 'var(--g-edge)', strokeDasharray: '4 2' },
] as const;
const inkOf = (index: number) => inks[index % inks.length]!;

const heights = { usual: 208, tall: 320 };
const margin = { top: 8, right: 6, bottom: 0, left: 0 };
const axis = 26;
const labelGap = 16;

interface Props {
  /** A sentence that describes the chart: screen readers get this instead of the chart; the table has the details. */
  sentence: string;
  unit: MetricUnit;
  group: MetricGroup;
  keys: readonly string[];
  lines: readonly (Line & { label: string })[];
  /** For many lines that cross. */
  tall?: boolean;
  /** A press on a day. */
  onPick?: (key: string) => void;
}

/** A chart of lines over time that starts at zero; each line has its name at its end. */
export function MetricLineChart({ sentence, unit, group, keys, lines, tall = false, onPick }: Props) {
  const amounts = useMetricFormats();
  const labels = usePointLabels();
  const height = tall ? heights.tall : heights.usual;
  const plot = height - margin.top - margin.bottom - axis;
  const most = Math.max(0, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const ticks = axisTicks(most, unit);
  const top = ticks.at(-1)!;
  const rows = keys.map((key, index) => ({ key, values: lines.map(({ values }) => values[index] ?? null) }));
  const ends = lines.map(({ values }) => values.findLast((value) => value !== null) ?? 0);
  const places = spread(
    ends.map((value) => (1 - value / top) * plot),
    labelGap,
    plot,
  );
  return (
    <div className={classes.trend} role="img" aria-label={sentence} data-named={lines.length > 1 || undefined}>
      <div className={classes.plot} data-pick={onPick ? '' : undefined}>
        <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 480, height }}>
          <LineChart
            data={rows}
            margin={margin}
            accessibilityLayer={false}
            onClick={({ activeLabel }) => activeLabel !== undefined && onPick?.(String(activeLabel))}
          >
            <CartesianGrid vertical={false} stroke="var(--g-line)" />
            <XAxis
              dataKey="key"
              height={axis}
              tickFormatter={(key: string) => labels.short(group, key)}
              tick={{ fill: 'var(--g-text-2)', fontSize: 12 }}
              tickLine={false}
              axisLine={{ stroke: 'var(--g-edge)' }}
              // A day that is left out among others would look as if it had no figures.
              interval="equidistantPreserveStart"
              minTickGap={28}
            />
            <YAxis
              width={52}
              ticks={ticks}
              domain={[0, top]}
              tickFormatter={(value: number) => (value === 0 ? '0' : amounts.of(value, unit))}
              tick={{ fill: 'var(--g-text-2)', fontSize: 12 }}
              tickLine={false}
              axisLine={false}
            />
            <Tooltip
              isAnimationActive={false}
              cursor={{ stroke: 'var(--g-line-strong)' }}
              content={(shown: TooltipContentProps) => (
                <Point shown={shown} unit={unit} group={group} names={lines.map(({ label }) => label)} />
              )}
            />
            {lines.map(({ key }, index) => (
              <Drawn
                key={key}
                dataKey={(row: (typeof rows)[number]) => row.values[index]}
                {...inkOf(index)}
                strokeWidth={index === 0 ? 2.25 : 1.75}
                // A lone point would be no line at all.
                dot={keys.length <= 3 ? { r: 3, fill: inkOf(index).stroke, strokeDasharray: 'none' } : false}
                activeDot={{ r: 3.5 }}
                connectNulls
                isAnimationActive={false}
              />
            ))}
          </LineChart>
        </ResponsiveContainer>
      </div>
      {lines.length > 1 && (
        <ul className={classes.names}>
          {lines.map(({ key, label }, index) => (
            <li key={key} style={{ top: margin.top + places[index]! }}>
              <svg width={18} height={8} aria-hidden>
                <line x1={0} x2={18} y1={4} y2={4} strokeWidth={2.25} {...inkOf(index)} />
              </svg>
              <span>{label}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface PointProps {
  shown: TooltipContentProps;
  unit: MetricUnit;
  group: MetricGroup;
  names: readonly string[];
}

function Point({ shown: { active, label, payload }, unit, group, names }: PointProps) {
  const amounts = useMetricFormats();
  const labels = usePointLabels();
  if (!active || label === undefined) return null;
  return (
    <div className={classes.point}>
      <p>{labels.of(group, String(label))}</p>
      <ul>
        {payload.map(({ value }, index) => (
          <li key={names[index]}>
            <span>{names[index]}</span>
            <strong>{amounts.of(typeof value === 'number' ? value : null, unit)}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
