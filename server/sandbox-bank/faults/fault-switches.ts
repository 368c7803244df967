import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { NextFunction, Request, Response } from 'express';
import { createFaultDraw, type Fault, type FaultCount, type FaultDraw, type FaultPlan } from './fault-rules.ts';
import { type HeldAnswer, holdAnswer } from './held-answer.ts';
import { shiftTotals } from './wrong-totals.ts';

/** Faults that a test switches on. They live in this process alone: a bank that starts again is a sound bank. */
export interface FaultSwitches {
  /** Replaces all rules and their counts; an empty plan switches all off. */
  set(plan: FaultPlan): void;
  /** One for each rule of the plan, in order. */
  counts(): readonly FaultCount[];
  /** Stands before whatever is to suffer. */
  readonly middleware: (request: Request, response: Response, next: NextFunction) => void;
  /** Ends all delays that are under way, without an answer. */
  stop(): void;
}

export function createFaultSwitches(): FaultSwitches {
  let plan: FaultDraw | null = null;
  const stopping = new AbortController();

  async function suffer(faults: readonly Fault[], response: ServerResponse, next: NextFunction): Promise<void> {
    for (const fault of faults) {
      if (fault.kind === 'wrong-totals' || fault.when === 'after') continue;
      if (fault.kind === 'delay') await delay(fault.delayMs, undefined, stopping);
      else return replaceAnswer(fault, response);
    }
    const afterwards = faults.filter((fault) => fault.kind === 'wrong-totals' || fault.when === 'after');
    if (afterwards.length > 0)
      holdAnswer(response, (answer) => void spoil(afterwards, answer, response).catch(() => response.destroy()));
    next();
  }

  async function spoil(faults: readonly Fault[], answer: HeldAnswer, response: ServerResponse): Promise<void> {
    let { body } = answer;
    for (const fault of faults) {
      if (fault.kind === 'delay') await delay(fault.delayMs, undefined, stopping);
      else if (fault.kind === 'wrong-totals') body = shiftTotals(body, BigInt(fault.offByMinor));
      else return replaceAnswer(fault, response);
    }
    answer.send(body);
  }

  return {
    set({ seed, rules }) {
      plan = rules.length > 0 ? createFaultDraw({ seed, rules }) : null;
    },
    counts: () => plan?.counts() ?? [],
    middleware(request, response, next) {
      const faults = plan?.draw(request.method, request.path) ?? [];
      if (faults.length === 0) return next();
      suffer(faults, response, next).catch(() => response.destroy());
    },
    stop: () => stopping.abort(),
  };
}

function replaceAnswer(fault: Fault & { kind: 'drop' | 'status' }, response: ServerResponse): void {
  if (fault.kind === 'drop' || response.headersSent) return void response.destroy();
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  response.statusCode = fault.status;
  if (fault.retryAfterSeconds !== undefined) response.setHeader('retry-after', fault.retryAfterSeconds);
  response.end();
}
