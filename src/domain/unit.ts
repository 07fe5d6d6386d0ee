import type { UnitId } from './identity.ts';

export type Unit = {
  readonly id: UnitId;
  readonly code: string;
  readonly name: string;
  /** The unit’s own word for itself, in small letters: xã, phường, ấp… */
  readonly word: string;
  /** 0 for the province, one more for each level below. */
  readonly rank: number;
  /** From the root down to the unit itself. */
  readonly lineage: readonly UnitId[];
  /** The unit above, as one names it: "huyện Ba Tri". */
  readonly parent: string | undefined;
  /** Where it was merged into another or split: as one names what it has become, "xã Mỹ Đức". */
  readonly now?: string;
};

/** As one names it in a sentence: "xã Mỹ Thạnh". */
export const unitName = (unit: Pick<Unit, 'name' | 'word'>): string => `${unit.word} ${unit.name}`;

/**
 * With the unit above, where the name alone might be another's: "xã Mỹ Thạnh, huyện Ba Tri"; of one that is no more also
 * what it is today. Names of places are Vietnamese in every language.
 */
export function fullUnitName(unit: Pick<Unit, 'name' | 'word' | 'parent' | 'now'>): string {
  const own = unit.now ? `${unitName(unit)} (nay là ${unit.now})` : unitName(unit);
  return unit.parent ? `${own}, ${unit.parent}` : own;
}

/** True when `unit` is `above` or lies anywhere below it. */
export const isWithin = (unit: Pick<Unit, 'lineage'>, above: UnitId): boolean => unit.lineage.includes(above);

/** The same, beside it under one unit, or directly above or below it. */
export function isNear(a: Pick<Unit, 'id' | 'lineage'>, b: Pick<Unit, 'id' | 'lineage'>): boolean {
  const [aboveA, aboveB] = [a.lineage.at(-2), b.lineage.at(-2)];
  return a.id === b.id || aboveA === b.id || aboveB === a.id || (aboveA !== undefined && aboveA === aboveB);
}

/** The province it lies in. */
export const rootOf = (unit: Pick<Unit, 'id' | 'lineage'>): UnitId => unit.lineage[0] ?? unit.id;
