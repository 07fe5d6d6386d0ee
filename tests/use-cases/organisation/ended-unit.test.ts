import { afterAll, beforeAll, expect, it } from 'vitest';
import type { UnitId } from '../../../src/domain/identity.ts';
import { assignableUnit } from '../../../src/use-cases/organisation/assignable.ts';
import { type Bare, bareDatabase } from '../../store/bare.ts';

let bare: Bare;
beforeAll(async () => {
  bare = await bareDatabase();
});
afterAll(() => bare.close());

it('nobody is assigned to a unit before it exists, nor once it does not any more', async () => {
  const id = '018f0000-0000-7000-8000-000000000001' as UnitId;
  await bare.rows(`insert into levels (rank, key, name) values (0, 'tinh', 'Tỉnh')`);
  await bare.rows(`insert into units (id, code, name, word, folded, rank, lineage, valid_from, valid_until)
    values ('${id}', 'X', 'An Hòa', 'xã', 'xa an hoa', 0, array['${id}'::uuid], '2010-01-01', '2020-02-10')`);
  const on = (day: string) => assignableUnit({ store: bare.store }, id, day, undefined);
  await expect(on('2009-12-31')).rejects.toMatchObject({ code: 'assignment.refused.unit-not-yet' });
  await expect(on('2010-01-01')).resolves.toMatchObject({ name: 'An Hòa' });
  await expect(on('2020-02-09')).resolves.toMatchObject({ name: 'An Hòa' });
  await expect(on('2020-02-10')).rejects.toMatchObject({
    code: 'assignment.refused.unit-ended',
    values: { unit: 'xã An Hòa', day: '10/02/2020' },
  });
});
