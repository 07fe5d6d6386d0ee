#!/usr/bin/env -S node --max-old-space-size=512 --max-semi-space-size=8
// The command as npm installs it, with a heap that stays small beside a database on a small server: makes sure of what is installed, then runs the TypeScript as it is.
import './prepare.mjs';

const { register } = await import('tsx/esm/api');
register();
await import('./cli.ts');
