import '@mantine/tiptap/styles.css';
import { Link, RichTextEditor } from '@mantine/tiptap';
import { createDocument } from '@tiptap/core';
import Placeholder from '@tiptap/extension-placeholder';
import { useEditor } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { awaitField } from '../../../shared/keyboard/shortcut-listener.js';
import { continueAt, isFocusElsewhere, setCaretAtEnd } from './caret.js';
import { PlaceholderMark } from './placeholder-mark.js';
import { replaceChangedWords } from './replace-changed-words.js';
import type { LeftField } from './plain-text-field.js';
import { editorToPlainText } from './editor-to-plain-text.js';
import { useEffect, useLayoutEffect, useMemo, useRef, type KeyboardEvent, type RefObject } from 'react';
import { createPortal } from 'react-dom';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './formatted-text-editor.module.css';

export interface FormattedTextEditorProps {
  /** Changes when the content is replaced from outside; typing does not change it. */
  version: number;
  caret: boolean;
  left: RefObject<LeftField>;
  initial: string;
  label: string;
  placeholder: string;
  /** The language of the text; undefined: not known. */
  language: string | undefined;
  onChange: (content: { text: string; html: string }) => void;
  onFiles: (files: File[]) => void;
  /** Where the tools stand, in the line below the text. */
  tools: HTMLElement | null;
}

/** Its key edits a link that is meant, by selected words or by the caret in it; else the key is for the palette. */
const LinkWithKey = Link.extend({
  addKeyboardShortcuts() {
    return {
      'Mod-k': () => {
        // Just after it got the focus, the editor may not know yet what is selected in the page.
        const isEmpty = this.editor.state.selection.empty && getSelection()?.isCollapsed !== false;
        if (isEmpty && !this.editor.isActive('link')) return false;
        window.dispatchEvent(new Event('edit-link'));
        return true;
      },
    };
  },
}).configure({ openOnClick: false, protocols: ['http', 'https', 'mailto', 'tel'] });

/** Nor is the key for the palette in the field of the address, which would stay over it. */
function keepKeyInLinkField(event: KeyboardEvent) {
  const isKey = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
  if (isKey && event.target instanceof HTMLInputElement) event.preventDefault();
}

/** Spaces stay as they were typed in the plain field, also two of them and one at the end. Lines in the HTML are none in the text. */
const AS_TYPED = { preserveWhitespace: true } as const;

/** On a low screen, so much of the composer lies over the text: the caret is not written behind it. Pixels. */
const COVERED = { top: 8, bottom: 64, left: 0, right: 0 };

export function FormattedTextEditor({
  version,
  caret,
  left,
  initial,
  label,
  placeholder,
  language,
  onChange,
  onFiles,
  tools,
}: FormattedTextEditorProps) {
  const { t } = useTexts();
  const handlers = useRef({ onChange, onFiles });
  handlers.current = { onChange, onFiles };
  const extensions = useMemo(
    () => [
      StarterKit.configure({ link: false, heading: false, codeBlock: false, code: false, horizontalRule: false }),
      LinkWithKey,
      PlaceholderMark,
      Placeholder.configure({ placeholder }),
    ],
    [placeholder],
  );
  const editor = useEditor(
    {
      extensions,
      content: initial,
      parseOptions: AS_TYPED,
      editorProps: {
        scrollThreshold: COVERED,
        scrollMargin: COVERED,
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
          text: editorToPlainText(changed.getJSON()),
          html: changed.isEmpty ? '' : changed.getHTML(),
        }),
    },
    [],
  );

  // What is typed until the editor can take it is kept for it.
  useLayoutEffect(() => {
    if (typeof left.current === 'object') awaitField();
  }, [left]);
  useEffect(() => {
    // On a slow machine the first one is given up before it is mounted, and another made.
    if (!editor || editor.isDestroyed) return;
    if (typeof left.current === 'object') continueAt(left.current, editor);
    else if (caret && left.current === undefined && !isFocusElsewhere()) setCaretAtEnd(editor);
    left.current = undefined;
  }, [editor, left]);

  const shown = useRef(version);
  // Words from outside come while the agent writes. They are put in as they are known: what is typed a moment later would be lost in them.
  useLayoutEffect(() => {
    if (!editor || editor.isDestroyed || shown.current === version) return;
    shown.current = version;
    const words = createDocument(initial, editor.schema, AS_TYPED);
    editor.commands.command(({ tr }) => replaceChangedWords(tr, words).setMeta('preventUpdate', true) !== undefined);
    if (caret) setCaretAtEnd(editor);
  }, [editor, version, initial, caret]);

  return (
    <RichTextEditor
      editor={editor}
      variant="subtle"
      classNames={{ root: classes.root, toolbar: classes.toolbar, content: classes.content, control: classes.control }}
      labels={{
        boldControlLabel: t('composer.editor.bold'),
        italicControlLabel: t('composer.editor.italic'),
        bulletListControlLabel: t('composer.editor.bullets'),
        orderedListControlLabel: t('composer.editor.numbers'),
        blockquoteControlLabel: t('composer.editor.quote'),
        linkControlLabel: t('composer.editor.link'),
        clearFormattingControlLabel: t('composer.editor.clear'),
        linkEditorInputLabel: t('composer.editor.linkAddress'),
        linkEditorInputPlaceholder: 'https://',
        linkEditorSave: t('common.save'),
        linkEditorExternalLink: t('composer.editor.linkNewTab'),
        linkEditorInternalLink: t('composer.editor.linkSameTab'),
      }}
    >
      <RichTextEditor.Content lang={language} />
      {tools &&
        createPortal(
          <RichTextEditor.Toolbar
            role="toolbar"
            aria-label={t('composer.editor.toolbar')}
            onKeyDown={keepKeyInLinkField}
          >
            <RichTextEditor.ControlsGroup>
              <RichTextEditor.Bold />
              <RichTextEditor.Italic />
              <RichTextEditor.BulletList />
              <RichTextEditor.OrderedList />
              <RichTextEditor.Blockquote />
              <RichTextEditor.Link />
              <RichTextEditor.ClearFormatting />
            </RichTextEditor.ControlsGroup>
          </RichTextEditor.Toolbar>,
          tools,
        )}
    </RichTextEditor>
  );
}
