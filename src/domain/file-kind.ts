/** How its words are read, where they are: by what its content is made of. */
export type TextKind = 'archive' | 'container' | 'pdf' | 'picture' | 'rtf' | 'sound';

export type FileKind = {
  readonly mime: string;
  /** Endings a name may have for this content; the first is the usual one. */
  readonly extensions: readonly [string, ...string[]];
  readonly text: TextKind;
};

const kind = (mime: string, text: TextKind, ...extensions: [string, ...string[]]): FileKind => ({
  mime,
  extensions,
  text,
});

const office = 'application/vnd.openxmlformats-officedocument';
const open = 'application/vnd.oasis.opendocument';
/** What offices send one another, by the ending that content is known under. */
const kinds: Readonly<Record<string, FileKind>> = {
  pdf: kind('application/pdf', 'pdf', 'pdf'),
  docx: kind(`${office}.wordprocessingml.document`, 'archive', 'docx'),
  xlsx: kind(`${office}.spreadsheetml.sheet`, 'archive', 'xlsx'),
  pptx: kind(`${office}.presentationml.presentation`, 'archive', 'pptx'),
  odt: kind(`${open}.text`, 'archive', 'odt'),
  ods: kind(`${open}.spreadsheet`, 'archive', 'ods'),
  odp: kind(`${open}.presentation`, 'archive', 'odp'),
  rtf: kind('application/rtf', 'rtf', 'rtf', 'doc'),
  jpg: kind('image/jpeg', 'picture', 'jpg', 'jpeg'),
  png: kind('image/png', 'picture', 'png'),
  webp: kind('image/webp', 'picture', 'webp'),
  // What phones record: kept as it is, and played where it is read.
  opus: kind('audio/ogg', 'sound', 'ogg', 'oga', 'opus'),
  ogg: kind('audio/ogg', 'sound', 'ogg', 'oga', 'opus'),
  mp3: kind('audio/mpeg', 'sound', 'mp3'),
  m4a: kind('audio/mp4', 'sound', 'm4a'),
  aac: kind('audio/aac', 'sound', 'aac'),
};

/** Word, Excel and PowerPoint of before 2007 share one container: their names must tell them apart. */
const older: readonly FileKind[] = [
  kind('application/msword', 'container', 'doc'),
  kind('application/vnd.ms-excel', 'container', 'xls'),
  kind('application/vnd.ms-powerpoint', 'container', 'ppt'),
];

/** With a password the newer ones are put into that container too. */
const locked: readonly FileKind[] = (['docx', 'xlsx', 'pptx'] as const).flatMap((ending) => {
  const known = kinds[ending];
  return known ? [{ ...known, text: 'container' as const }] : [];
});

const endingOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1).toLowerCase();

/** The kind of the content found (`found` as a file ending), where it is one that offices use. */
export function documentKind(found: string | undefined, name: string): FileKind | undefined {
  const named = ({ extensions }: FileKind) => extensions.includes(endingOf(name));
  if (found === 'cfb') return [...older, ...locked].find(named);
  return found === undefined ? undefined : kinds[found];
}

/** Only a password explains this name on that container. */
export const mustBeLocked = (kind: FileKind): boolean => locked.includes(kind);

/** The photographs of telephones that nothing here can open. */
export const isHeic = (found: string | undefined): boolean => found === 'heic' || found === 'heif';

/** The name must not pass the content off as something else. */
export const hasName = (of: FileKind, name: string): boolean => of.extensions.includes(endingOf(name));
