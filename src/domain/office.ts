import type { OfficeId, UnitId } from './identity.ts';

/** general: answers for its whole unit; specialised: for its fields of competence. */
export type OfficeKind = 'general' | 'specialised';

export type Office = {
  readonly id: OfficeId;
  readonly name: string;
  readonly kind: OfficeKind;
  readonly unitId: UnitId;
  readonly fields: readonly string[];
};

export type StaffRole = 'head' | 'staff' | 'member';
