import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../src', import.meta.url));

/** Rooms and their floors; a file that stands in no room is of the top floor. */
const floors: Readonly<Record<string, number>> = {
  domain: 0,
  store: 1,
  'use-cases': 2,
  channels: 3,
  commands: 3,
  flows: 3,
  jobs: 3,
  web: 3,
};
const top = 4;

type Import = { readonly what: string; readonly typeOnly: boolean };
type File = { readonly path: string; readonly source: ts.SourceFile; readonly imports: readonly Import[] };

const isOurs = (path: string): boolean =>
  /\.(ts|tsx|mjs|js)$/.test(path) && !path.startsWith('store/prisma-client/');

const pathsIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));

const files: readonly File[] = pathsIn(root)
  .filter(isOurs)
  .map((path) => {
    const source = ts.createSourceFile(
      path,
      readFileSync(join(root, path), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    );
    return { path, source, imports: importsOf(source) };
  });

function* nodes(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodes(child);
}

function importsOf(source: ts.SourceFile): readonly Import[] {
  return [...nodes(source)].flatMap((node): Import[] => {
    if (ts.isImportDeclaration(node)) {
      return [{ what: textOf(node.moduleSpecifier), typeOnly: isTypeOnly(node.importClause) }];
    }
    if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      return [{ what: textOf(node.moduleSpecifier), typeOnly: node.isTypeOnly }];
    }
    if (ts.isImportTypeNode(node)) {
      return [{ what: node.argument.getText().slice(1, -1), typeOnly: true }];
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      return [{ what: textOf(node.arguments[0]), typeOnly: false }];
    }
    return [];
  });
}

function textOf(node: ts.Node | undefined): string {
  return node && ts.isStringLiteralLike(node) ? node.text : '';
}

/** `import type …`, or nothing but `{ type … }`: what the compiler leaves nothing of. */
function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return (
    !clause.name &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.every((one) => one.isTypeOnly)
  );
}

const roomOf = (path: string): string | undefined => (path.includes('/') ? path.split('/')[0] : undefined);

function floorOf(path: string): number {
  const room = roomOf(path);
  if (room === undefined) return top;
  const floor = floors[room];
  if (floor === undefined) throw new Error(`src/${room} is a room on no floor`);
  return floor;
}

/** The file of ours that is imported; undefined when it is a package. */
const target = (from: string, { what }: Import): string | undefined =>
  what.startsWith('.') ? join(dirname(from), what).replaceAll('\\', '/') : undefined;

const within = (from: File): readonly string[] =>
  from.imports.flatMap((one) => {
    const to = target(from.path, one);
    return to === undefined ? [] : [to];
  });

/** Every complaint the question finds, with its place. */
const complaints = (ask: (file: File) => readonly string[], of: readonly File[] = files): readonly string[] =>
  of.flatMap((file) => ask(file).map((what) => `${file.path}: ${what}`));

const finds = (file: File, is: (node: ts.Node) => boolean): readonly string[] =>
  [...nodes(file.source)].filter(is).map((node) => node.getText().slice(0, 60));

/** The files in a circle of imports that act when the program runs; undefined when there is none. */
function circle(): readonly string[] | undefined {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    const file = byPath.get(path);
    if (!file || done.has(path)) return undefined;
    for (const one of file.imports) {
      const to = one.typeOnly ? undefined : target(path, one);
      const found = to && visit(to, [...way, path]);
      if (found) return found;
    }
    done.add(path);
    return undefined;
  };
  for (const { path } of files) {
    const found = visit(path, []);
    if (found) return found;
  }
  return undefined;
}

describe('the house', () => {
  it('is read as it is', () => {
    expect(files.length).toBeGreaterThan(150);
    const engine = files.find(({ path }) => path === 'flows/advance.ts');
    expect(engine?.imports).toContainEqual({ what: './flow.ts', typeOnly: true });
    expect(engine?.imports).toContainEqual({ what: './path.ts', typeOnly: false });
    for (const room of Object.keys(floors))
      expect(files.some(({ path }) => roomOf(path) === room)).toBe(true);
  });

  it('imports downward or from its own room only, types too', () => {
    expect(
      complaints((file) =>
        within(file).filter((to) => roomOf(to) !== roomOf(file.path) && floorOf(to) >= floorOf(file.path)),
      ),
    ).toEqual([]);
  });

  it('imports nothing from outside src', () => {
    expect(complaints((file) => within(file).filter((to) => to.startsWith('..')))).toEqual([]);
  });

  it('has no circle of imports', () => {
    expect(circle()).toBeUndefined();
  });

  it('keeps channels from one another', () => {
    const channelOf = (path: string) => path.split('/')[1];
    expect(
      complaints(
        (file) =>
          within(file).filter((to) => channelOf(to) !== channelOf(file.path) && to.startsWith('channels/')),
        files.filter(({ path }) => path.startsWith('channels/')),
      ),
    ).toEqual([]);
  });

  it('speaks to the database in the store only', () => {
    const speaks = /^(@prisma\/|prisma$|pg$|pg\/|@electric-sql\/|pglite-)|prisma-client/;
    const elsewhere = files.filter(({ path }) => roomOf(path) !== 'store');
    expect(
      complaints(
        ({ imports }) => imports.map(({ what }) => what).filter((what) => speaks.test(what)),
        elsewhere,
      ),
    ).toEqual([]);
  });

  it('lets the domain have small pure libraries only', () => {
    const pure = new Set(['temporal-polyfill', 'node:crypto', 'csv-parse/sync']);
    const domain = files.filter(({ path }) => roomOf(path) === 'domain');
    expect(
      complaints(
        ({ imports }) =>
          imports.map(({ what }) => what).filter((what) => !what.startsWith('.') && !pure.has(what)),
        domain,
      ),
    ).toEqual([]);
  });

  it('reads the environment in config, cli and prepare only', () => {
    const readers = new Set(['config.ts', 'cli.ts', 'prepare.mjs']);
    const isEnvironment = (node: ts.Node) =>
      ts.isPropertyAccessExpression(node) && node.getText() === 'process.env';
    expect(
      complaints(
        (file) => finds(file, isEnvironment),
        files.filter(({ path }) => !readers.has(path)),
      ),
    ).toEqual([]);
  });

  it('asks the clock in house, main and cli only', () => {
    const mayAsk = new Set(['house.ts', 'main.ts', 'cli.ts']);
    const asks = (node: ts.Node) =>
      (ts.isPropertyAccessExpression(node) && /^(Date\.now|Temporal\.Now)$/.test(node.getText())) ||
      (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) ||
      (ts.isCallExpression(node) && node.expression.getText() === 'Date');
    // What runs in the visitor's browser has no other clock.
    const ours = files.filter(({ path }) => !mayAsk.has(path) && !path.startsWith('web/assets/'));
    expect(complaints((file) => finds(file, asks), ours)).toEqual([]);
  });

  it('exports by name, from where it is written', () => {
    const isDefault = (node: ts.Node) =>
      (ts.isExportAssignment(node) && !node.isExportEquals) ||
      (node.kind === ts.SyntaxKind.DefaultKeyword && !ts.isDefaultClause(node.parent)) ||
      (ts.isExportSpecifier(node) && node.name.text === 'default');
    const passesOn = (node: ts.Node) => ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined;
    expect(complaints((file) => finds(file, isDefault))).toEqual([]);
    expect(complaints((file) => finds(file, passesOn))).toEqual([]);
    expect(files.map(({ path }) => path).filter((path) => /(^|\/)index\.\w+$/.test(path))).toEqual([]);
  });

  it('has no room named after a kind of file', () => {
    const kinds = /(^|\/)(utils?|helpers?|types|services?|interfaces|constants|lib|common|misc)(\/|\.)/;
    expect(files.map(({ path }) => path).filter((path) => kinds.test(path))).toEqual([]);
  });
});
