import add from '@vscode/codicons/src/icons/add.svg';
import check from '@vscode/codicons/src/icons/check.svg';
import chevron from '@vscode/codicons/src/icons/chevron-right.svg';
import circle from '@vscode/codicons/src/icons/circle.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import file from '@vscode/codicons/src/icons/file.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import json from '@vscode/codicons/src/icons/json.svg';
import loading from '@vscode/codicons/src/icons/loading.svg';
import lock from '@vscode/codicons/src/icons/lock.svg';
import pass from '@vscode/codicons/src/icons/pass.svg';
import save from '@vscode/codicons/src/icons/save.svg';
import bash from '@vscode/codicons/src/icons/terminal.svg';
import powershell from '@vscode/codicons/src/icons/terminal-powershell.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import watch from '@vscode/codicons/src/icons/watch.svg';
import { draw } from './draw';

/** The codicons that the pages use. Drawn one by one they take a tenth of the font's size. */
const drawings = {
  add,
  bash,
  check,
  chevron,
  circle,
  close,
  copy,
  error,
  file,
  info,
  json,
  loading,
  lock,
  pass,
  powershell,
  save,
  warning,
  watch,
};

export type IconName = keyof typeof drawings;

/** A codicon by its name; a page that needs few of them draws them one by one, and takes up less. */
export const icon = (name: IconName, extra = ''): Element => draw(drawings[name], extra);
