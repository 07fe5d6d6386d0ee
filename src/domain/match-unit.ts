import { fullUnitName, type Unit, unitName } from './unit.ts';
import { type MatchRank, ranker, searchWords, textKey } from './vietnamese-text.ts';

type Name = Pick<Unit, 'name' | 'word'>;
export type NamedUnit = { readonly unit: Unit; readonly formerly: readonly Name[] };

/** One is meant, or it is asked which: what fits best comes first. */
export type UnitMatch<Found> =
  | { readonly outcome: 'one'; readonly unit: Found }
  | { readonly outcome: 'several'; readonly units: readonly Found[] }
  | { readonly outcome: 'none' };

const noRank = 4;

/** With or without its word, alone or with the unit above, in either order. */
function spellings({ unit, formerly }: NamedUnit): readonly string[] {
  const parent = unit.parent ?? '';
  const now = [unit.name, unitName(unit)].flatMap((own) => [own, `${own} ${parent}`, `${parent} ${own}`]);
  return [...now, fullUnitName(unit), ...formerly.flatMap((former) => [former.name, unitName(former)])];
}

function rankOf(rank: (name: string) => MatchRank, found: NamedUnit): number {
  let best: number = noRank;
  for (const name of spellings(found)) {
    best = Math.min(best, rank(name) ?? noRank);
    if (best === 0) break;
  }
  return best;
}

/** Its name, or a former one, has been said as a whole. */
function isNamed(said: ReadonlySet<string>, { unit, formerly }: NamedUnit): boolean {
  const has = (name: string) => searchWords(name).every((word) => said.has(word));
  return [unit, ...formerly].some(({ name }) => has(name));
}

/**
 * Which of the found units is meant. Names that differ in diacritics only are asked about, the one as spelt first:
 * a phone puts diacritics where nobody meant them.
 */
export function meantUnit<Found extends NamedUnit>(said: string, found: readonly Found[]): UnitMatch<Found> {
  const words = new Set(searchWords(said));
  const rank = ranker(said);
  const named = found.filter((one) => isNamed(words, one));
  const ranked = (named.length > 0 ? named : found)
    .map((one) => ({ one, rank: rankOf(rank, one), key: textKey(fullUnitName(one.unit)) }))
    .sort((a, b) => a.rank - b.rank || a.one.unit.rank - b.one.unit.rank || (a.key < b.key ? -1 : 1));
  const whole = ranked.filter(({ rank }) => rank <= 1);
  const meant = (whole.length > 0 ? whole : ranked).map(({ one }) => one);
  const [only] = meant;
  if (!only) return { outcome: 'none' };
  return meant.length === 1 ? { outcome: 'one', unit: only } : { outcome: 'several', units: meant };
}
