import { TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type TagInputProps = {
  value: readonly string[];
  onChange: (tags: string[]) => void;
  label?: string;
  'aria-label'?: string;
  /** Tags in use elsewhere, to choose from. */
  suggestions?: readonly string[];
  disabled?: boolean;
  plain?: boolean;
};

const longest = 60;
const most = 50;

/** Words to find a thing by. Enter or a comma ends one. */
export function TagInput({ value, onChange, suggestions = [], plain, ...field }: TagInputProps) {
  const { t } = useTranslation();
  return (
    <TagsInput
      {...field}
      value={[...value]}
      onChange={(tags) => onChange(tags.map((tag) => tag.trim().slice(0, longest)).filter(Boolean))}
      data={[...suggestions]}
      maxTags={most}
      splitChars={[',', ';']}
      acceptValueOnBlur
      variant={plain ? 'plain' : 'default'}
      placeholder={value.length === 0 ? t('picker.addTag') : undefined}
    />
  );
}
