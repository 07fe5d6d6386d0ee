import { Command, CommanderError } from 'commander';
import { Refusal } from '../domain/refusal.ts';
import { addAssign } from './assign.ts';
import { addCalendar } from './calendar.ts';
import { addCoverage } from './coverage.ts';
import { type Desk, type Errand, ManyRefusals, type Paper } from './desk.ts';
import { addDoctor } from './doctor.ts';
import { addEnd } from './end.ts';
import { addExport } from './export.ts';
import { addGoLive } from './go-live.ts';
import { addHandover } from './handover.ts';
import { addImport } from './import.ts';
import { addInvite } from './invite.ts';
import { addLadder } from './ladder.ts';
import { addOffice } from './office.ts';
import { addReorganise } from './reorganise.ts';
import { addSubstitute } from './substitute.ts';
import { addTemplate } from './template.ts';
import { addUnlink } from './unlink.ts';

/** A command as the operator typed it, wherever it runs. */
export type Typed = { readonly words: readonly string[]; readonly folder: string };
export type Printed = { readonly out: string; readonly err: string; readonly exit: number };

/** Runs one command: exit 0 done, 1 refused (the reason on err), 2 wrong usage. */
export async function runCommand(
  desk: Desk,
  { words, folder }: Typed,
  progress?: Paper['progress'],
): Promise<Printed> {
  let out = '';
  let err = '';
  const paper: Paper = {
    ...(progress && { progress }),
    line: (text) => {
      out += `${text}\n`;
    },
    json: (value) => {
      out += `${JSON.stringify(value, null, 2)}\n`;
    },
    program: {
      writeOut: (text) => {
        out += text;
      },
      writeErr: (text) => {
        err += text;
      },
    },
  };
  try {
    await programFor({ desk, folder, paper }).parseAsync([...words], { from: 'user' });
    return { out, err, exit: 0 };
  } catch (error) {
    if (error instanceof CommanderError) return { out, err, exit: error.exitCode === 0 ? 0 : 2 };
    if (error instanceof Refusal) {
      const reason = desk.app.translate(desk.language, error.code, error.values);
      return { out, err: `${err}${reason}\n`, exit: 1 };
    }
    if (error instanceof ManyRefusals) return { out, err: `${err}${error.message}\n`, exit: 1 };
    throw error;
  }
}

function programFor(errand: Errand): Command {
  // Its commands inherit how it prints and exits when they are made, so that is said first.
  const program = new Command('ba-nam')
    .exitOverride()
    .configureOutput(errand.paper.program)
    .showHelpAfterError()
    .description('Ba Nắm: the operator’s commands');
  program.command('start').description('start the server (the settings come from the environment and .env)');
  for (const add of [
    addTemplate,
    addImport,
    addExport,
    addInvite,
    addAssign,
    addSubstitute,
    addReorganise,
    addHandover,
    addEnd,
    addCoverage,
    addGoLive,
    addCalendar,
    addOffice,
    addLadder,
    addUnlink,
    addDoctor,
  ])
    add(program, errand);
  return program;
}
