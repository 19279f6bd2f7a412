import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import { Button } from '../design/button.tsx';
import { Checkbox } from '../design/checkbox.tsx';
import { Icon } from '../design/icon.tsx';
import { visibleText } from '../design/visible-text.ts';
import styles from './import-dialog.module.css';
import { readStreamChoice, type StreamChoice } from './import-files.ts';
import { streamTitle } from './import-job-view.ts';

interface MixUpProps {
  vendors: readonly VendorDescriptor[];
  /** The file's. */
  name: string;
  chosen: StreamChoice;
  /** The stream that the file is clearly of; null where that is the chosen one, or is not clear. */
  looksLike: StreamChoice;
  isForced: boolean;
  /** With an empty text the file is not to be forced after all. */
  onForced: (choice: string) => void;
  onStream: (choice: string) => void;
}

/** Below a file that looks like another stream's than was chosen: what comes of it, the way back, and the way on. */
export function MixUp(props: MixUpProps) {
  const { vendors, name, chosen, looksLike, isForced, onForced, onStream } = props;
  if (chosen === null || looksLike === null) return null;
  const title = (choice: string) => {
    const { vendor, stream } = readStreamChoice(choice);
    return streamTitle(vendors, vendor, stream);
  };
  const [said, seen] = [title(chosen), title(looksLike)];
  return (
    <fieldset className={styles.mixUp} aria-label={`${visibleText(name)} looks like ${seen}`}>
      <div className={styles.mixUpText} role="status">
        <Icon name="alert" />
        <div>
          <p>
            <strong>This file looks like {seen}.</strong>
          </p>
          <p>
            Read as {said}, its records become events of unknown kind, with wrong or empty fields, or are
            rejected. Events that are stored this way can’t be taken out again one by one.
          </p>
        </div>
      </div>
      <div className={styles.mixUpWays}>
        <Button size="small" onPress={() => onStream(looksLike)}>
          {`Use ${seen}`}
        </Button>
        <Checkbox isSelected={isForced} onChange={(isOn) => onForced(isOn ? chosen : '')}>
          {`Import as ${said} anyway`}
        </Checkbox>
      </div>
    </fieldset>
  );
}
