import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Channel, ChannelName } from './domain/channel.ts';
import type { Database } from './store/database.ts';
import type { Measures } from './use-cases/app.ts';

export type Metrics = Measures & {
  /** What `GET /metrics` answers, in the text format of Prometheus. */
  readonly print: () => Promise<{ readonly type: string; readonly text: string }>;
};

/** Counts what happens; what waits is counted in the database when somebody asks. */
export function createMetrics(
  { store }: Pick<Database, 'store'>,
  channels: ReadonlyMap<ChannelName, Channel>,
): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const turns = new Histogram({
    name: 'ba_nam_turn_seconds',
    help: 'From taking up a message until its answers are stored',
    labelNames: ['outcome'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  const deliveries = new Counter({
    name: 'ba_nam_deliveries_total',
    help: 'Calls to a platform, by what became of them',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  const steps = new Counter({
    name: 'ba_nam_steps_total',
    help: 'What fell due and was done',
    labelNames: ['what', 'outcome'],
    registers,
  });

  new Gauge({
    name: 'ba_nam_inbox',
    help: 'Messages of people that wait for their turn, and those put aside',
    labelNames: ['state'],
    registers,
    async collect() {
      const { waiting, parked } = await store.inbox.counts();
      this.set({ state: 'waiting' }, waiting);
      this.set({ state: 'parked' }, parked);
    },
  });
  new Gauge({
    name: 'ba_nam_outbox',
    help: 'Messages to people that are not sent',
    labelNames: ['channel', 'state'],
    registers,
    async collect() {
      for (const channel of channels.keys()) {
        const { queued, failed } = await store.outbox.deliveryOf(channel);
        this.set({ channel, state: 'queued' }, queued);
        this.set({ channel, state: 'failed' }, failed);
      }
    },
  });

  return {
    turn: (outcome, seconds) => turns.observe({ outcome }, seconds),
    delivery: (channel, outcome) => deliveries.inc({ channel, outcome }),
    step: (what, outcome) => steps.inc({ what, outcome }),
    print: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}
