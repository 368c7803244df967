import { Topic } from '../../shared/queue.ts';
import { SelectField } from '../ui/Field.tsx';
import { useTexts } from '../ui/i18n.ts';
import { queueTexts } from './queue-texts.ts';

interface TopicFieldProps {
  readonly value: Topic;
  readonly onChange: (topic: Topic) => void;
}

/** What one comes about. */
export function TopicField({ value, onChange }: TopicFieldProps) {
  const texts = useTexts(queueTexts);
  return (
    <SelectField label={texts.topic} value={value} onChange={({ target }) => onChange(Topic.parse(target.value))}>
      {Topic.options.map((option) => (
        <option key={option} value={option}>
          {texts.topics[option]}
        </option>
      ))}
    </SelectField>
  );
}
