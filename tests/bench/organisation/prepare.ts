import { readConfig } from '../../../src/config.ts';
import { openHouse } from '../../../src/house.ts';

// Makes the database and its tables, which is not to be measured, and ends.
await (await openHouse(readConfig(process.env))).close();
process.send?.('ready', () => process.exit(0));
