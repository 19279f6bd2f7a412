import { createContext, useContext } from 'react';
import type { ZoneChoice } from './format-time.ts';

/** The zone that every time in the window is printed in. */
export const ZoneContext = createContext<ZoneChoice>('utc');

export function useZone(): ZoneChoice {
  return useContext(ZoneContext);
}
