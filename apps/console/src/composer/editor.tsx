import '@mantine/tiptap/styles.css';
import { Link, RichTextEditor } from '@mantine/tiptap';
import Placeholder from '@tiptap/extension-placeholder';
import { useEditor } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { awaitField } from '../shell/shortcuts.js';
import { goOnBehind, putCaretAtEnd } from './caret.js';
import { Missing } from './missing-mark.js';
import type { HandedOver } from './plain-field.js';
import { plainWords } from './plain-words.js';
import { useEffect, useLayoutEffect, useMemo, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './editor.module.css';

export interface EditorProps {
  /** Changes when the content is replaced from outside; typing does not change it. */
  version: number;
  caret: boolean;
  handed: HandedOver;
  initial: string;
  label: string;
  placeholder: string;
  onChange: (content: { text: string; html: string }) => void;
  onFiles: (files: File[]) => void;
  /** Stands between text and tools. */
  above: ReactNode;
  before: ReactNode;
  after: ReactNode;
}

export function Editor({
  version,
  caret,
  handed,
  initial,
  label,
  placeholder,
  onChange,
  onFiles,
  above,
  before,
  after,
}: EditorProps) {
  const { t } = useTranslation();
  const handlers = useRef({ onChange, onFiles });
  handlers.current = { onChange, onFiles };
  const extensions = useMemo(
    () => [
      StarterKit.configure({ link: false, heading: false, codeBlock: false, code: false, horizontalRule: false }),
      Link.configure({ openOnClick: false, protocols: ['http', 'https', 'mailto', 'tel'] }),
      Missing,
      Placeholder.configure({ placeholder }),
    ],
    [placeholder],
  );
  const editor = useEditor(
    {
      extensions,
      content: initial,
      editorProps: {
        attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true', dir: 'auto' },
        handlePaste: (_, event) => {
          const files = [...(event.clipboardData?.files ?? [])];
          if (files.length === 0) return false;
          handlers.current.onFiles(files);
          return true;
        },
      },
      onUpdate: ({ editor: changed }) =>
        handlers.current.onChange({
          text: plainWords(changed.getJSON()),
          html: changed.isEmpty ? '' : changed.getHTML(),
        }),
    },
    [],
  );

  // What is typed until the editor can take it is kept for it.
  useLayoutEffect(() => {
    if (handed.current !== null) awaitField();
  }, [handed]);
  useEffect(() => {
    // On a slow machine the first one is given up before it is mounted, and another made.
    if (!editor || editor.isDestroyed) return;
    if (handed.current !== null) goOnBehind(handed.current, editor);
    else if (caret) putCaretAtEnd(editor);
    handed.current = null;
  }, [editor, handed]);

  const shown = useRef(version);
  useEffect(() => {
    if (!editor || editor.isDestroyed || shown.current === version) return;
    shown.current = version;
    editor.commands.setContent(initial, { emitUpdate: false });
    if (caret) putCaretAtEnd(editor);
  }, [editor, version, initial, caret]);

  return (
    <RichTextEditor
      editor={editor}
      variant="subtle"
      classNames={{ root: classes.root, toolbar: classes.toolbar, content: classes.content, control: classes.control }}
      labels={{
        boldControlLabel: t('editor.bold'),
        italicControlLabel: t('editor.italic'),
        bulletListControlLabel: t('editor.bullets'),
        orderedListControlLabel: t('editor.numbers'),
        blockquoteControlLabel: t('editor.quote'),
        linkControlLabel: t('editor.link'),
        clearFormattingControlLabel: t('editor.clear'),
        linkEditorInputLabel: t('editor.linkAddress'),
        linkEditorInputPlaceholder: 'https://',
        linkEditorSave: t('save'),
        linkEditorExternalLink: t('editor.linkNewTab'),
        linkEditorInternalLink: t('editor.linkSameTab'),
      }}
    >
      <RichTextEditor.Content />
      {above}
      <div className={classes.foot}>
        {before}
        <RichTextEditor.Toolbar role="toolbar" aria-label={t('editor.toolbar')}>
          <RichTextEditor.ControlsGroup>
            <RichTextEditor.Bold />
            <RichTextEditor.Italic />
            <RichTextEditor.BulletList />
            <RichTextEditor.OrderedList />
            <RichTextEditor.Blockquote />
            <RichTextEditor.Link />
            <RichTextEditor.ClearFormatting />
          </RichTextEditor.ControlsGroup>
        </RichTextEditor.Toolbar>
        {after}
      </div>
    </RichTextEditor>
  );
}
