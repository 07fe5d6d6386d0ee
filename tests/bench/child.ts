import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Another process of the bench, that answers what it is asked. */
export type Child<Hello> = {
  readonly hello: Hello;
  readonly ask: <Answer>(question: object | string) => Promise<Answer>;
  readonly stop: () => Promise<void>;
};

const running = new Set<ChildProcess>();

export async function startChild<Hello>(
  file: string,
  env: Record<string, string>,
  nodeOptions: readonly string[] = [],
): Promise<Child<Hello>> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    execArgv: ['--import', 'tsx', ...nodeOptions],
  });
  running.add(child);
  const ended = once(child, 'exit').then(() => running.delete(child));
  const next = async <Answer>(): Promise<Answer> => {
    const gone = ended.then(() => {
      throw new Error(`${file} ended early`);
    });
    const [answer] = await Promise.race([once(child, 'message'), gone]);
    return answer as Answer;
  };
  const hello = await next<Hello>();
  return {
    hello,
    ask(question) {
      const answer = next<never>();
      child.send(question);
      return answer;
    },
    async stop() {
      if (child.connected) child.send('stop');
      await ended;
    },
  };
}

/** What is still running when the bench ends badly. */
export function killChildren(): void {
  for (const child of running) child.kill('SIGKILL');
}
