import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { RetentionRule } from '../../shared/retention.ts';
import { readSources } from '../database/source-reader.ts';
import { previewRule } from './apply-rules.ts';
import type { RetentionParts } from './retention-run.ts';
import { RetentionRuns, type ServiceParts } from './retention-runs.ts';
import type { RetentionService } from './retention-service.ts';
import { ruleProblem } from './rule-problem.ts';
import { TimeKeeper } from './time-keeper.ts';

/** One run at a time; one begins by itself soon after a rule was saved, and every day. */
export function createRetentionService(parts: ServiceParts): RetentionService {
  const time = new TimeKeeper(parts);
  const runs = new RetentionRuns(parts, time);
  const { readers } = parts.workspace;
  return {
    status: () => runs.status(),
    async save(sourceId, rule) {
      const saved = await saveRule(parts, sourceId, rule);
      if (saved.ok) runs.ruleSaved();
      return saved;
    },
    async preview(sourceId, rule, signal) {
      const believed = await time.believed();
      return believed.ok ? previewRule(readers, sourceId, rule, believed.value.timeUs, signal) : believed;
    },
    async run({ trustsClock } = { trustsClock: false }) {
      runs.begin(trustsClock);
      return ok(null);
    },
    runIfDue: () => runs.runIfDue(),
    cancel: () => runs.cancel(),
    finished: () => runs.finished(),
    vendorAnswered: (vendorTimeUs) => time.heard(vendorTimeUs),
    onChange: (listener) => runs.onChange(listener),
    async close() {
      await runs.close();
      await time.write();
    },
  };
}

async function saveRule(
  { workspace, clock }: RetentionParts,
  sourceId: string,
  rule: RetentionRule,
): Promise<Result<null, AppError>> {
  const sources = await readSources(workspace.readers);
  if (!sources.ok) return sources;
  const source = sources.value.find((one) => one.sourceId === sourceId);
  if (!source) return failed(sourceIsGone());
  const problem = ruleProblem(source, rule);
  if (problem) return failed(problem);
  const saved = await workspace.writer.saveRetentionRule(sourceId, rule);
  if (!saved.ok) return saved;
  return workspace.writer.recordAudit({
    atUs: clock.nowUs(),
    action: 'retention.changed',
    detail: { sourceId, source: source.name, ...rule },
  });
}

function sourceIsGone(): AppError {
  return appError(
    'not-found',
    'This source has been removed, so nothing was changed. Its events stay.',
    'Look at the list of sources again.',
  );
}
