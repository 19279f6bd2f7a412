import { type MadeUpTime, madeUpNowMs, madeUpTimeVariable } from './made-up-time.ts';

/** Loaded before the app (`node --import`): its `Date` tells the made-up time; timers go as they do. */
const RealDate = Date;
const time: MadeUpTime = JSON.parse(process.env[madeUpTimeVariable] ?? '');
const now = () => madeUpNowMs(time, RealDate.now());

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given: unknown[], made) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, made),
  apply: () => new RealDate(now()).toString(),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
});
