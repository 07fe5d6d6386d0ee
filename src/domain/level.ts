/** A rank of units: 0 for the province, one more for each level below. */
export type Level = {
  readonly rank: number;
  readonly key: string;
  readonly name: string;
  /** More units of this level than one person can follow well; none said, none counted. */
  readonly norm?: number | undefined;
};

export type TemplateName = 'three-tier' | 'two-tier';

const ranked = (
  ...levels: readonly (readonly [key: string, name: string, norm?: number])[]
): readonly Level[] => levels.map(([key, name, norm], rank) => ({ rank, key, name, norm }));

const province = ['tinh', 'Tỉnh'] as const;
// Twice what a cadre of Bến Tre followed on average: one commune, 1,4 hamlets, 2,4 groups.
const below = [
  ['xa', 'Xã', 2],
  ['ap', 'Ấp', 3],
  ['to', 'Tổ', 5],
] as const;

export const levelTemplates: Readonly<Record<TemplateName, readonly Level[]>> = {
  'three-tier': ranked(province, ['huyen', 'Huyện', 2], ...below),
  'two-tier': ranked(province, ...below),
};
