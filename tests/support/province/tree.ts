import { fold } from '../../../src/domain/vietnamese-text.ts';
import { otherTones } from './names.ts';
import { type District, districtsOf2016, placeSyllables } from './places.ts';
import { type Random, shares, unevenly } from './random.ts';

export type Place = {
  readonly code: string;
  readonly name: string;
  readonly word: string;
  readonly level: 'Tỉnh' | 'Huyện' | 'Xã' | 'Ấp' | 'Tổ';
  readonly parent: Place | undefined;
  readonly below: Place[];
  readonly households: number | undefined;
  readonly island: District['island'] | undefined;
};

export type TreeCounts = {
  readonly districts: number;
  readonly communes: number;
  readonly hamlets: number;
  readonly groups: number;
};

/** District by district, each with what lies below it. */
export function growTree(counts: TreeCounts, random: Random): Place {
  const root = place(undefined, 'BT', 'Bến Tre', 'Tỉnh', 'Tỉnh');
  const districts = districtPlans(counts.districts, random);
  const communes = communeShares(counts, districts);
  for (const [at, district] of districts.entries()) addDistrict(root, district, communes[at]!, random);
  const all = root.below.flatMap((district) => district.below);
  share(counts.hamlets, all, random, addHamlet);
  share(
    counts.groups,
    all.flatMap((commune) => commune.below),
    random,
    (hamlet, at) => {
      place(hamlet, `T${at + 1}`, String(at + 1), 'Tổ nhân dân tự quản', 'Tổ', {
        households: 18 + random.below(30),
      });
    },
  );
  return root;
}

type Plan = District & { readonly first: boolean };

/** The nine of 2016; more of them are named after these. */
const districtPlans = (count: number, random: Random): readonly Plan[] =>
  Array.from({ length: count }, (_, at) => {
    const model = districtsOf2016[at % districtsOf2016.length]!;
    const copy = Math.floor(at / districtsOf2016.length);
    if (copy === 0) return { ...model, first: true };
    const name = `${model.name} ${['Đông', 'Tây', 'Nam', 'Bắc', 'Trung', 'Thượng', 'Hạ', 'Mới', 'Thành'][(copy - 1) % 9]}`;
    const communes = model.communes.map(() => madeUp(random));
    return { ...model, name, communes, ...(model.town ? { town: name } : {}), first: false };
  });

const madeUp = ({ pick, chance }: Random): string => {
  const name = `${pick(placeSyllables.first)} ${pick(placeSyllables.second)}`;
  return chance(0.2) ? `${name} ${pick(['Đông', 'Tây', 'A', 'B'])}` : name;
};

const sizeOf = ({ wards = [], town, communes }: District): number =>
  wards.length + (town ? 1 : 0) + communes.length;

function communeShares(counts: TreeCounts, districts: readonly Plan[]): readonly number[] {
  const sizes = districts.map(sizeOf);
  const whole = sizes.reduce((a, b) => a + b, 0);
  return whole === counts.communes ? sizes : shares(counts.communes, sizes);
}

function addDistrict(root: Place, plan: Plan, communes: number, random: Random): void {
  const district = place(root, keyOf(plan.name), plan.name, plan.word, 'Huyện', { island: plan.island });
  const named: readonly (readonly [name: string, word: string])[] = [
    ...plan.communes.slice(0, 2).map((name) => [name, 'Xã'] as const),
    ...(plan.town ? [[plan.town, 'Thị trấn'] as const] : []),
    ...(plan.wards ?? []).map((name) => [name, 'Phường'] as const),
    ...plan.communes.slice(2).map((name) => [name, 'Xã'] as const),
  ];
  for (const [name, word] of named.slice(0, communes)) {
    const prefix = word === 'Thị trấn' ? 'TT' : word === 'Phường' ? 'P' : '';
    const spelt = !plan.first && random.chance(0.3) ? otherTones(name) : name;
    place(district, `${prefix}${keyOf(name)}`, spelt, word, 'Xã');
  }
}

function addHamlet(commune: Place, at: number, random: Random): void {
  const isUrban = commune.word !== 'Xã';
  const numbered = isUrban || commune.name.length % 2 === 0;
  const name = numbered ? String(at + 1) : unlike(commune.below, random);
  const word = isUrban ? 'Khu phố' : 'Ấp';
  place(commune, `${isUrban ? 'KP' : 'A'}${at + 1}`, name, word, 'Ấp');
}

/** Hamlets of a commune do not share a name, however its tones are written. */
function unlike(others: readonly Place[], random: Random): string {
  for (;;) {
    const name = madeUp(random);
    if (others.every((other) => fold(other.name) !== fold(name)))
      return random.chance(0.3) ? otherTones(name) : name;
  }
}

function share(
  total: number,
  places: readonly Place[],
  random: Random,
  add: (place: Place, at: number, random: Random) => void,
): void {
  for (const [at, count] of shares(total, unevenly(places.length, random)).entries())
    for (let number = 0; number < count; number += 1) add(places[at]!, number, random);
}

const keyOf = (name: string): string => fold(name).replaceAll(' ', '').toUpperCase();

function place(
  parent: Place | undefined,
  key: string,
  name: string,
  word: string,
  level: Place['level'],
  more: { readonly households?: number; readonly island?: District['island'] } = {},
): Place {
  const own = parent ? `${parent.code}.${key}` : key;
  const taken = parent?.below.filter(({ code }) => code === own || code.startsWith(`${own}-`)).length ?? 0;
  const made: Place = {
    code: taken === 0 ? own : `${own}-${taken + 1}`,
    name: taken === 0 || level !== 'Xã' ? name : `${name} ${taken + 1}`,
    word,
    level,
    parent,
    below: [],
    households: more.households,
    island: more.island,
  };
  parent?.below.push(made);
  return made;
}
