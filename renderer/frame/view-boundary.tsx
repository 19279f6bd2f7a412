import { Component, type ReactNode } from 'react';
import { Button } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { type IpcClient, useIpc } from '../ipc-client.ts';

export interface ViewBoundaryProps {
  /** As the analyst knows the view; another name tries anew. */
  view: string;
  children: ReactNode;
}

/** What is thrown while a view is drawn ends here: the analyst is told, the log gets the reason, the rest goes on. */
export function ViewBoundary(props: ViewBoundaryProps) {
  const ipc = useIpc();
  return <Boundary key={props.view} {...props} onProblem={(problem) => reportTo(ipc, props.view, problem)} />;
}

const LONGEST = 4_000;

/** Main masks it. */
function reportTo(ipc: IpcClient, view: string, problem: unknown): void {
  const text = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
  void ipc.call('app.reportProblem', { view, problem: text.slice(0, LONGEST) });
}

type BoundaryProps = ViewBoundaryProps & { readonly onProblem: (problem: unknown) => void };

/** React hears of what was thrown in a class only. */
class Boundary extends Component<BoundaryProps, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override componentDidCatch(problem: unknown): void {
    this.props.onProblem(problem);
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children;
    return (
      <div role="alert">
        <EmptyState
          icon="alert"
          title="This view stopped working"
          actions={<Button onPress={() => this.setState({ isBroken: false })}>Open it again</Button>}
        >
          {`Something in ${this.props.view} went wrong, and was written to the log. What is stored is not touched, and collecting goes on.`}
        </EmptyState>
      </div>
    );
  }
}
