import type { ReactNode } from 'react';
import type { AppError } from '../../../shared/app-error.ts';
import type { QueryNode } from '../../../shared/query/query-node.ts';
import type { Question } from '../../../shared/question.ts';
import type { TimeSpan } from '../../../shared/time-range.ts';
import { classNames } from '../../design/class-names.ts';
import { ErrorState } from '../../design/error-state.tsx';
import { LoadingBar } from '../../design/loading-bar.tsx';
import { Panel } from '../../design/panel.tsx';
import type { DashboardPanel } from '../dashboard.ts';
import styles from './panels.module.css';

export interface PanelProps<Kind extends DashboardPanel> {
  panel: Kind;
  question: Question;
  /** Opens what a mark stands for in Explore: its own conditions beside the panel's, and its span where it has one. */
  onOpen: (conditions: readonly QueryNode[], span?: TimeSpan, eventId?: string) => void;
}

interface PanelFrameProps {
  panel: DashboardPanel;
  text?: string;
  actions?: ReactNode;
  isLoading: boolean;
  error: AppError | null;
  onRetry: () => void;
  /** The answer is in, and there is nothing in it. */
  isEmpty: boolean;
  isFlush?: boolean;
  children: ReactNode;
}

/** What all panels share: title, progress, why there is nothing. Each keeps the height it has with an answer. */
export function PanelFrame(props: PanelFrameProps) {
  const { panel, error } = props;
  const state = panel.isPresentState ? 'now' : '';
  const text = [props.text, state].filter(Boolean).join(', ');
  return (
    <div className={classNames(styles.cell, styles[panel.width], styles[panel.kind])}>
      <LoadingBar isLoading={props.isLoading} label={`Counting: ${panel.title}`} />
      <Panel
        title={panel.title}
        {...(text ? { text } : {})}
        actions={props.actions}
        isFlush={props.isFlush ?? false}
      >
        <div className={styles.room}>
          {error ? (
            <div className={styles.problem}>
              <ErrorState error={error} onRetry={props.onRetry} isAnnounced={false} />
            </div>
          ) : props.isEmpty ? (
            <p className={styles.nothing}>
              {panel.isPresentState ? 'None is stored.' : 'None in this range.'}
            </p>
          ) : (
            props.children
          )}
        </div>
      </Panel>
    </div>
  );
}
