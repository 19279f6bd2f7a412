export function exercisedLines(folder: string, electronIsPresent?: boolean): readonly [string, string];
