import { Button } from '../design/button.tsx';
import { useAppState } from './app-state.tsx';
import styles from './welcome.module.css';

/** What the views of events show as long as there is neither a source nor an event. */
export function Welcome() {
  const { openSources } = useAppState();
  return (
    <div className={styles.welcome}>
      <h1 className={styles.title}>Nothing collected yet</h1>
      <p className={styles.lead}>
        Keyglass fetches the events of the products that watch your secrets, keeps them in one file on this
        machine, and lets you search, count and read them, offline too.
      </p>
      <ol className={styles.steps}>
        <li>
          <strong>Add a source.</strong> An address and a token. The steps for making the token are shown
          beside the form; it is kept in the keychain of this machine and nowhere else.
        </li>
        <li>
          <strong>Watch it collect.</strong> The past comes in day by day, from 60 days back. You can ask
          questions while it does.
        </li>
        <li>
          <strong>Ask.</strong> By field, by time, by secret type. Values of secrets are never shown or
          written to disk in clear.
        </li>
      </ol>
      <div className={styles.actions}>
        <Button kind="primary" icon="plus" onPress={() => openSources({ add: true })}>
          Add a source
        </Button>
      </div>
      <p className={styles.sample}>
        Only looking? Close the window and start it with <code>npm start -- --sample</code>: made-up data from
        vendor servers on this machine, in a workspace of its own.
      </p>
    </div>
  );
}
