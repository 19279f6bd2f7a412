import type { InspectedFile } from '../../shared/import-job.ts';
import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import { Badge, type Tone } from '../design/badge.tsx';
import { formatNumber } from '../design/format-number.ts';
import type { IconName } from '../design/icon-shapes.ts';
import { Select, type SelectOption } from '../design/select.tsx';
import { VendorText } from '../design/vendor-text.tsx';
import { visibleText } from '../design/visible-text.ts';
import { useRead } from '../queries.ts';
import styles from './import-dialog.module.css';
import {
  chosenStream,
  describeFile,
  mixUpOf,
  type Recognition,
  recognitionOf,
  type SaidOfFiles,
  streamChoice,
} from './import-files.ts';
import { streamTitle } from './import-job-view.ts';
import { MixUp } from './mix-up.tsx';

interface FileListProps {
  files: readonly InspectedFile[];
  said: SaidOfFiles;
  onSaid: (said: SaidOfFiles) => void;
}

/** Each file with what its beginning tells, and the stream its records are taken for. */
export function FileList({ files, said, onSaid }: FileListProps) {
  const vendors = useRead('vendors.list', {}).data?.vendors ?? [];
  const { streams, forced } = said;
  const choose = (path: string, stream: string) =>
    onSaid({ ...said, streams: { ...streams, [path]: stream } });
  return (
    <ul className={styles.files} aria-label="Files">
      {files.map((file) => (
        <li key={file.path} className={styles.file}>
          <div className={styles.fileText}>
            <p className={styles.fileName} title={visibleText(file.path)}>
              <VendorText text={file.name} />
            </p>
            <p className={styles.note}>{describeFile(file)}</p>
          </div>
          {file.error ? (
            <p className={styles.fileProblem}>
              <VendorText text={`${file.error.message} ${file.error.remedy}`} />
            </p>
          ) : (
            <>
              <RecognitionMark file={file} isChosen={streams[file.path] !== undefined} />
              <Select
                label={`Records of ${visibleText(file.name)}`}
                isLabelHidden
                options={streamOptions(vendors, file)}
                value={chosenStream(file, streams)}
                onChange={(stream) => choose(file.path, stream)}
                placeholder="Choose the stream"
              />
              <MixUp
                vendors={vendors}
                name={file.name}
                chosen={chosenStream(file, streams)}
                looksLike={mixUpOf(file, streams)}
                isForced={forced[file.path] === chosenStream(file, streams)}
                onForced={(choice) => onSaid({ ...said, forced: { ...forced, [file.path]: choice } })}
                onStream={(stream) => choose(file.path, stream)}
              />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

const recognitions: Readonly<Record<Recognition, { text: string; tone: Tone; icon: IconName }>> = {
  sure: { text: 'Recognised', tone: 'success', icon: 'check' },
  likely: { text: 'Likely', tone: 'warning', icon: 'info' },
  unknown: { text: 'Not recognised', tone: 'warning', icon: 'alert' },
};

function RecognitionMark({ file, isChosen }: { file: InspectedFile; isChosen: boolean }) {
  const { text, tone, icon } = recognitions[recognitionOf(file)];
  return (
    <span
      className={styles.recognition}
      title={`${formatNumber(file.sampled)} records at the file’s beginning were looked at`}
    >
      {isChosen ? (
        <Badge>Chosen</Badge>
      ) : (
        <Badge tone={tone} icon={icon}>
          {text}
        </Badge>
      )}
    </span>
  );
}

/** What the file may be first, with how much of it fits; then everything else there is. */
function streamOptions(vendors: readonly VendorDescriptor[], file: InspectedFile): SelectOption<string>[] {
  const likely = file.candidates.map(({ vendor, stream, share }) => ({
    id: streamChoice(vendor, stream),
    label: streamTitle(vendors, vendor, stream),
    note: `${Math.round(share * 100)} % of the records fit`,
  }));
  const known = new Set(likely.map(({ id }) => id));
  const others = vendors.flatMap(({ vendor, streams }) =>
    streams.map(({ name }) => ({
      id: streamChoice(vendor, name),
      label: streamTitle(vendors, vendor, name),
    })),
  );
  return [...likely, ...others.filter(({ id }) => !known.has(id))];
}
