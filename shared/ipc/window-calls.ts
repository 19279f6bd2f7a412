import { z } from 'zod';
import { appInfoSchema } from '../app-info.ts';
import type { CallTable } from './call-table.ts';
import { address, nothing, requestId, shortText } from './payload-parts.ts';

/** Of the window and the app themselves. */
export const windowCalls = {
  'app.info': { input: nothing, output: appInfoSchema },
  'app.quit': { input: nothing, output: nothing },
  'app.chooseSavePath': {
    input: z.object({ suggestedName: shortText }),
    output: z.object({ path: z.string().nullable() }),
  },
  /** Interface choices (theme, zone, columns …), kept in the workspace as JSON under a key. */
  'preferences.read': { input: nothing, output: z.object({ values: z.record(z.string(), z.unknown()) }) },
  'preferences.write': { input: z.object({ key: shortText, value: z.json() }), output: nothing },
  /**
   * Puts text on the clipboard. It passes the egress function first: `isMasked` tells that it was changed by it. Any
   * copying from the page goes this way.
   */
  'clipboard.write': {
    input: z.object({ text: z.string().max(2_000_000) }),
    output: z.object({ isMasked: z.boolean() }),
  },
  /** Opens a web address in the person's browser; the page has asked before. Other schemes than https are refused. */
  'app.openLink': { input: z.object({ address }), output: nothing },
  /** An exception that a view ended with, for the log, where it is masked as everything is. */
  'app.reportProblem': {
    input: z.object({ view: shortText, problem: z.string().max(4_000) }),
    output: nothing,
  },
  'request.cancel': { input: z.object({ requestId }), output: nothing },
  'app.chooseFiles': { input: nothing, output: z.object({ paths: z.array(z.string()) }) },
} as const satisfies CallTable;
