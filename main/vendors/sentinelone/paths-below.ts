/**
 * The paths of the fields below an object. Each is put together once: a new text would have to be looked up by all of
 * its characters, with every field of every record. For names from the mappings' own tables, not from records.
 */
export function pathsBelow(object: string): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const path = `${object}.${name}`;
    known.set(name, path);
    return path;
  };
}

export const realtime = pathsBelow('agentRealtimeInfo');
export const detection = pathsBelow('agentDetectionInfo');
export const threatInfo = pathsBelow('threatInfo');
export const alertInfo = pathsBelow('alertInfo');
export const sourceProcess = pathsBelow('sourceProcessInfo');
export const sourceParentProcess = pathsBelow('sourceParentProcessInfo');
export const targetProcessInfo = pathsBelow('targetProcessInfo');
