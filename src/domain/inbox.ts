import type { Inbound } from './channel.ts';
import type { Actor } from './permission.ts';

/** What waits first in a lane, with all that its turn needs to know. */
export type WaitingTurn = {
  readonly id: string;
  readonly inbound: Inbound;
  readonly language: string;
  /** Who it is; undefined while the address is nobody's. */
  readonly actor: Actor | undefined;
  /** The address is a person's whose access has ended. */
  readonly ended: boolean;
  readonly state: unknown;
  readonly touchedAt: Date;
  /** The lane it belongs to by now; another than it was stored in when the address was linked meanwhile. */
  readonly lane: string;
  readonly storedIn: string;
  /** Nothing waited behind it when it was read; what arrives later wakes the lane anew. */
  readonly isLast: boolean;
};
