export { theme, cssVariables } from './mantine-theme.js';
export { KitTextsProvider, useKitTexts, type ErrorDescription, type KitTexts } from './kit-texts.js';
export { FilterChips, type FilterChip } from './marks/filter-chips.js';
export { ChannelIconsProvider, ChannelMark } from './marks/channel-mark.js';
export { Keycaps } from './marks/keycaps.js';
export { HighlightedText } from './text/highlighted-text.js';
export { PersonAvatar } from './marks/person-avatar.js';
export { StatusMark, statusIcons } from './marks/status-mark.js';
export { Combobox, type Choice } from './forms/combobox.js';
export { ConflictNotice } from './forms/conflict-notice.js';
export { FormButtons } from './forms/form-buttons.js';
export { FormError } from './forms/form-error.js';
export { Dialog } from './forms/dialog.js';
export { explainInvalidFields } from './forms/explain-invalid-fields.js';
export { FormDialog } from './forms/form-dialog.js';
export { LeaveGuard, LeaveQuestion } from './forms/leave-guard.js';
export { LeaveButton, PageForm } from './forms/page-form.js';
export { SaveBar } from './forms/save-bar.js';
export { firstMatching, type SearchedOption } from './forms/searchable-lists.js';
export { SearchField } from './forms/search-field.js';
export { isWindowOpen, useTopmostEscape, watchWindows } from './forms/topmost-escape.js';
export { SchemaForm } from './schema-form/schema-form.js';
export {
  alternativesOf,
  initialValue,
  plainSchema,
  withoutEmpty,
  type Schema,
  type Values,
} from './schema-form/json-schema.js';
export {
  FieldGroup,
  FormColumn,
  Hint,
  PageHead,
  PageLead,
  PageSection,
  ReadOnlyNotice,
  SummaryLine,
} from './page/page-layout-elements.js';
export { Row, RowDetail, RowList, RowMain, RowName, RowOpener } from './page/row-list.js';
export { Tabs } from './page/tabs.js';
export { EmptyState } from './states/empty-state.js';
export { ErrorState } from './states/error-state.js';
export { DataTable, type DataTableCell, type DataTableColumn, type DataTableRow } from './table/data-table.js';
export { stripDiacritics } from './text/strip-diacritics.js';
