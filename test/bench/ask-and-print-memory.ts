import { systemClock } from '../../main/collector/clock.ts';
import { openWorkspace } from '../../main/database/open-workspace.ts';
import { createQueryService } from '../../main/query/create-query-service.ts';
import { askApp } from './ask-app.ts';
import { timeEach, watchMemory } from './measure.ts';
import { substringQuestions, typedQuestions } from './questions.ts';
import { unwrap } from './unwrap.ts';

// Asks every question of the bench once and prints the most memory this process held meanwhile, in megabytes.
const [folder = ''] = process.argv.slice(2);
const workspace = unwrap(await openWorkspace({ folder, clock: systemClock, createIfMissing: false }));
const service = createQueryService({ readers: workspace.readers, clock: systemClock });
const memory = watchMemory();
const questions = [...typedQuestions(systemClock.nowUs()), ...substringQuestions];
await timeEach(questions, ({ query }) => askApp(service, query));
memory.stop();
process.stdout.write(`${memory.peakMb()}\n`);
await workspace.close();
