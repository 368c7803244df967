import { hashOf, type KeptSheets, type ProposalSheet } from '../../shared/proposal-sheet.ts';
import { ProposalContent, type ProposalView } from '../../shared/proposals.ts';
import type { PrivateEntry } from '../../shared/sealed/talk-view.ts';
import type { PartnerLine } from '../net/partner-line.ts';

/** What is in each proposal, by its id. */
export type Contents = Readonly<Record<string, ProposalContent>>;

/**
 * What is proposed in a talk, as one tab of the two has it. The server says which proposals there are; what is in one is asked of the
 * consultant's tabs by private letter, and believed only where it has the hash that the server was given when it was made.
 */
export interface ProposalSheets {
  /** One's own. */
  add(id: string, sheet: ProposalSheet): void;
  /** Which there are now. */
  look(proposals: readonly ProposalView[]): void;
  /** There is a partner. Answers what to call when there is none any more. */
  attach(line: LetterLine): () => void;
}

type LetterLine = Pick<PartnerLine, 'others' | 'write' | 'onLetter'>;

interface SheetsDeps {
  readonly kept: KeptSheets;
  readonly keep: (sheets: KeptSheets) => void;
  readonly onContents: (contents: Contents) => void;
}

/** A letter can be lost with who was to answer it. Each time it is asked again after twice as long, at last once a minute. */
const ASK_AGAIN_MS = 1000;
const ASK_AT_LAST_MS = 60_000;
/** Who asks over and over is not to fill the line of who answers. */
const ANSWER_AGAIN_MS = 10_000;

export function createProposalSheets({ kept, keep, onContents }: SheetsDeps): ProposalSheets {
  let sheets = kept;
  let contents: Contents = {};
  let proposals: readonly ProposalView[] = [];
  let line: LetterLine | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn: Promise<void> = Promise.resolve();
  const answeredMs = new Map<string, number>();

  /** One after another: a sheet that is kept while another is read is not lost. */
  const inTurn = (work: () => Promise<void>) => {
    turn = turn.then(work).catch(() => {});
  };

  function take(id: string, sheet: ProposalSheet, content: ProposalContent): void {
    sheets = { ...sheets, [id]: sheet };
    contents = { ...contents, [id]: content };
    keep(sheets);
    onContents(contents);
  }

  /** Null where it is not what the consultant's own tab has told the server of. */
  async function read({ kind, hash }: ProposalView, sheet: ProposalSheet): Promise<ProposalContent | null> {
    if ((await hashOf(sheet)) !== hash) return null;
    const content = ProposalContent.safeParse(parse(sheet.content)).data;
    return content?.kind === kind ? content : null;
  }

  async function readKept(): Promise<void> {
    for (const view of proposals) {
      const sheet = sheets[view.id];
      const content = sheet && !contents[view.id] ? await read(view, sheet) : null;
      if (sheet && content) take(view.id, sheet, content);
    }
    ask(ASK_AGAIN_MS);
  }

  function ask(againMs: number): void {
    clearTimeout(timer);
    const ids = proposals.filter((one) => isOpen(one) && !contents[one.id]).map(({ id }) => id);
    if (!line || ids.length === 0) return;
    for (const { party, member } of line.others())
      if (party === 'consultant') line.write(member, { kind: 'proposals-asked', ids });
    timer = setTimeout(() => ask(Math.min(againMs * 2, ASK_AT_LAST_MS)), againMs);
  }

  function answer(member: string, id: string): void {
    const sheet = sheets[id];
    const key = `${member}/${id}`;
    const isAnswered = Date.now() - (answeredMs.get(key) ?? Number.NEGATIVE_INFINITY) < ANSWER_AGAIN_MS;
    if (!sheet || isAnswered) return;
    answeredMs.set(key, Date.now());
    line?.write(member, { kind: 'proposal', id, ...sheet });
  }

  function hear({ from, message }: PrivateEntry): void {
    // Who is in beside the two has no part in what lies between them.
    const isOneOfTwo = from.party === 'customer' || from.party === 'consultant';
    if (message.kind === 'proposals-asked' && isOneOfTwo) for (const id of message.ids) answer(from.member, id);
    if (message.kind !== 'proposal' || from.party !== 'consultant') return;
    const { id, salt, content: text } = message;
    const view = proposals.find((one) => one.id === id);
    if (!view || contents[id]) return;
    const sheet = { salt, content: text };
    inTurn(async () => {
      const content = await read(view, sheet);
      if (content) take(id, sheet, content);
    });
  }

  return {
    add(id, sheet) {
      sheets = { ...sheets, [id]: sheet };
      keep(sheets);
      inTurn(readKept);
    },
    look(now) {
      proposals = now;
      inTurn(readKept);
    },
    attach(next) {
      line = next;
      const deafen = next.onLetter(hear);
      inTurn(readKept);
      return () => {
        line = null;
        clearTimeout(timer);
        deafen();
      };
    },
  };
}

/** Whether somebody still needs what is in it. */
const isOpen = ({ state, kind, isLaid }: ProposalView) =>
  state === 'proposed' || (state === 'accepted' && kind === 'product' && !isLaid);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
