import type { Params } from './params.ts';
import type { Updates } from './updates.ts';
import type { World } from './world.ts';

export type Method = (
  world: World,
  updates: Updates,
  params: Params,
  /** Aborts when the caller has gone away. */
  gone: AbortSignal,
) => unknown;
